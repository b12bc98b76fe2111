import { gzipSync } from "node:zlib";
import type { BrowserContext } from "@playwright/test";
import type { BenchApp } from "@/scripts/bench/bench-app";
import { report } from "@/scripts/bench/report";

const PAGES = ["/lookup", "/people"];

/** P10: the JavaScript a page's own HTML asks for, each file gzipped at level 6, in KB of 1,000 bytes. */
export async function benchFirstLoad(app: BenchApp, context: BrowserContext): Promise<boolean> {
  let holds = true;
  for (const path of PAGES) {
    const html = await (await context.request.get(`${app.url}${path}`)).text();
    const files = new Set(
      Array.from(html.matchAll(/<script[^>]+src="([^"]+\.js)[^"]*"/g), ([, source]) => source ?? ""),
    );
    let bytes = 0;
    for (const file of files)
      bytes += gzipSync(await (await context.request.get(`${app.url}${file}`)).body(), { level: 6 }).length;
    if (bytes === 0) throw new Error(`${path} names no script: the measurement is broken`);
    const text = `first-load JavaScript of ${path}, gz, ${String(files.size)} files`;
    holds =
      report({ id: "P10", text, value: bytes / 1000, base: 270, goal: 190, unit: " KB", isHigherBetter: false }) &&
      holds;
  }
  return holds;
}
