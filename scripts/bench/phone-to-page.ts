import type { BrowserContext } from "@playwright/test";
import type { BenchApp } from "@/scripts/bench/bench-app";
import { quantile, runLoad } from "@/scripts/bench/load";
import { report } from "@/scripts/bench/report";
import { seedAttempts, shotsFor } from "@/scripts/bench/seed-attempts";

const STREAMS = 100;

/** P5: from the webhook's POST to the phone's text in the open page, alone and beside 100 other streams. */
export async function benchPhoneToPage(app: BenchApp, context: BrowserContext, isShort: boolean): Promise<boolean> {
  const trials = isShort ? 5 : 30;
  const alone = await measure(app, context, trials);
  const streams = await openStreams(app, context);
  const crowded = await measure(app, context, trials);
  streams.abort();
  const show = (times: number[]) => `p50 ${quantile(times, 0.5).toFixed(0)} p95 ${quantile(times, 0.95).toFixed(0)} ms`;
  const text = `POST → phone in the DOM, one client (${show(alone)}); with ${String(STREAMS)} streams more (${show(crowded)}), ${String(trials)} each`;
  const value = Math.max(quantile(alone, 0.95), quantile(crowded, 0.95));
  return report({ id: "P5", text, value, base: 500, goal: 100, unit: " ms", isHigherBetter: false });
}

async function measure(app: BenchApp, context: BrowserContext, trials: number): Promise<number[]> {
  const page = await context.newPage();
  const times: number[] = [];
  for (const attempt of await seedAttempts(trials)) {
    await page.goto(`${app.url}/history/${attempt.lookupId}`);
    await page.getByText("Phone pending").first().waitFor();
    await page.waitForTimeout(300);
    const seen = page.evaluate(untilPhoneLink);
    const sentAt = Date.now();
    await runLoad({ url: app.url, connections: 1, shots: shotsFor([attempt]) });
    times.push((await seen) - sentAt);
  }
  await page.close();
  return times;
}

/** Runs in the page: resolves to the time at which a telephone link first stands in the document. */
function untilPhoneLink(): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('a[href^="tel:"]') === null) return;
      observer.disconnect();
      resolve(Date.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    look();
  });
}

async function openStreams(app: BenchApp, context: BrowserContext): Promise<AbortController> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const controller = new AbortController();
  const open = async () => {
    const response = await fetch(`${app.url}/api/events`, { headers: { cookie }, signal: controller.signal });
    if (response.status !== 200) throw new Error(`a stream answered ${String(response.status)}`);
    void response.body?.pipeTo(new WritableStream()).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: STREAMS }, open));
  return controller;
}
