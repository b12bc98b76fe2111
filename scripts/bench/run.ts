import { cpus, loadavg } from "node:os";
import { execFileSync } from "node:child_process";
import { benchColdStart } from "@/scripts/bench/cold-start";
import { benchFirstLoad } from "@/scripts/bench/first-load";
import { benchLookupOverhead } from "@/scripts/bench/lookup-overhead";
import { benchMemory } from "@/scripts/bench/memory";
import { benchPageUnderLoad } from "@/scripts/bench/page-under-load";
import { benchPhoneToPage } from "@/scripts/bench/phone-to-page";
import { benchWebhookRate } from "@/scripts/bench/webhook-rate";
import { buildForBench, startBenchApp, type BenchApp } from "@/scripts/bench/bench-app";
import { cookieHeader, launchBrowser, signIn } from "@/scripts/bench/session";
import type { BrowserContext } from "@playwright/test";

type Bench = { app: BenchApp; context: BrowserContext; cookie: string; isShort: boolean };

const PARTS: Record<string, (bench: Bench) => Promise<boolean>> = {
  P10: ({ app, context }) => benchFirstLoad(app, context),
  P13: ({ app, isShort }) => benchColdStart(app, isShort),
  P16: ({ app, context, isShort }) => benchLookupOverhead(app, context, isShort),
  P5: ({ app, context, isShort }) => benchPhoneToPage(app, context, isShort),
  P2: ({ app, isShort }) => benchWebhookRate(app, isShort),
  P3: ({ app, cookie, isShort }) => benchPageUnderLoad(app, cookie, isShort),
  P14: ({ app, cookie, isShort }) => benchMemory(app, cookie, isShort),
};

/** `npm run bench [-- --short] [-- P2 P5 …]`: every figure beside its reference, in one run. Fails when a base is missed. */
async function run(words: readonly string[]): Promise<void> {
  const isShort = words.includes("--short");
  const wanted = words.filter((word) => !word.startsWith("--"));
  const unknown = wanted.filter((word) => !(word in PARTS));
  if (unknown.length > 0)
    throw new Error(`no such part: ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  console.log(
    `building… (${String(cpus().length)} cores, load ${loadavg()[0]?.toFixed(2) ?? "?"}, commit ${commit()}${isShort ? ", short form" : ""})`,
  );
  buildForBench();
  const app = await startBenchApp();
  const browser = await launchBrowser();
  let missed = 0;
  try {
    const context = await browser.newContext();
    await signIn(context, app.url);
    const bench = { app, context, cookie: await cookieHeader(context), isShort };
    for (const [name, part] of Object.entries(PARTS)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      if (!(await part(bench))) missed += 1;
    }
  } finally {
    await browser.close();
    await app.stop();
  }
  console.log(`bench: ${String(missed)} below base`);
  if (missed > 0) process.exitCode = 1;
}

function commit(): string {
  return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
}

await run(process.argv.slice(2));
