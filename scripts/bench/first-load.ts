import type { BrowserContext } from "@playwright/test";
import { measureFirstLoad } from "@/lib/testing/first-load";
import type { BenchApp } from "@/scripts/bench/bench-app";
import { report } from "@/scripts/bench/report";

const PAGES = ["/lookup", "/people"];

/** P10: the JavaScript a page's own HTML asks for, each file gzipped at level 6, in KB of 1,000 bytes. */
export async function benchFirstLoad(app: BenchApp, context: BrowserContext): Promise<boolean> {
  let holds = true;
  for (const path of PAGES) {
    const { bytes, files } = await measureFirstLoad(context.request, `${app.url}${path}`);
    const text = `first-load JavaScript of ${path}, gz, ${String(files)} files`;
    holds =
      report({ id: "P10", text, value: bytes / 1000, base: 270, goal: 190, unit: " KB", isHigherBetter: false }) &&
      holds;
  }
  return holds;
}
