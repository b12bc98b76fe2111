import type { Page } from "@playwright/test";
import type { Figure } from "@/scripts/bench/figure";
import { requireAnswered, runLoad } from "@/scripts/bench/load";
import { seedAttempts, shotsFor, type OpenAttempt } from "@/scripts/bench/seed-attempts";
import { cookieHeader, type Stage } from "@/scripts/bench/stage";
import { quantile } from "@/scripts/bench/statistics";

const STREAMS = 100;
const ROUNDS = 3;
const SHOWN_WITHIN_MS = 10_000;

/** P5: from the webhook's POST to the phone's text in the open page, alone and beside 100 other streams, in turns. */
export async function benchPhoneToPage(stage: Stage): Promise<Figure[]> {
  const trials = stage.isShort ? 3 : 12;
  const context = await stage.signedIn();
  const page = await context.newPage();
  const emptyPage = await context.newPage();
  await emptyPage.goto((await stage.reference()).url);
  const times = { alone: [] as number[], crowded: [] as number[], nothing: [] as number[] };
  await measurePhone(page, stage, await seedOne());
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const where of ["alone", "crowded"] as const) {
      const streams = where === "crowded" ? await openStreams(stage) : null;
      for (const attempt of await seedAttempts(trials)) {
        // A page behind another one draws a frame a second.
        await page.bringToFront();
        times[where].push(await measurePhone(page, stage, attempt));
        await emptyPage.bringToFront();
        times.nothing.push(await emptyPage.evaluate(timeNothing));
      }
      streams?.abort();
    }
  }
  await page.close();
  await emptyPage.close();
  const beside = {
    what: "a no-work route's answer written into the page, p95",
    value: quantile(times.nothing, 0.95),
    unit: "ms",
  } as const;
  const figureOf = (where: "alone" | "crowded", metric: string): Figure => {
    const p95 = quantile(times[where], 0.95);
    return {
      ...{ part: "P5", base: 500, goal: 100, better: "lower", beside, ratio: p95 / beside.value },
      metric: `${metric}, p95 (p50 ${quantile(times[where], 0.5).toFixed(0)} ms)`,
      measured: { value: p95, unit: "ms" },
      n: `${String(ROUNDS)} turns of ${String(trials)}`,
    };
  };
  return [
    figureOf("alone", "webhook POST → phone in the DOM, 1 client"),
    figureOf("crowded", `webhook POST → phone in the DOM, beside ${String(STREAMS)} streams`),
  ];
}

async function seedOne(): Promise<OpenAttempt> {
  const [attempt] = await seedAttempts(1);
  if (!attempt) throw new Error("nothing was seeded");
  return attempt;
}

async function measurePhone(page: Page, { app }: Stage, attempt: OpenAttempt): Promise<number> {
  const streaming = page.waitForResponse((response) => response.url().endsWith("/api/events"));
  await page.goto(`${app.url}/history/${attempt.lookupId}`);
  await streaming;
  await page.getByText("Phone pending").first().waitFor();
  const seen = page.evaluate(untilPhoneLink, SHOWN_WITHIN_MS);
  const sentAt = performance.timeOrigin + performance.now();
  requireAnswered(await runLoad({ url: app.url, connections: 1, shots: shotsFor([attempt]) }), "callbacks");
  return (await seen) - sentAt;
}

/** Runs in the page: resolves to the time at which a telephone link first stands in the document. No inner function has a name. */
function untilPhoneLink(withinMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      reject(new Error(`no phone in ${location.pathname} within ${String(withinMs)} ms`));
    }, withinMs);
    new MutationObserver((_, observer) => {
      if (document.querySelector('a[href^="tel:"]') === null) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

/** Runs in the page: what it takes to ask for nothing and to write that down. */
async function timeNothing(): Promise<number> {
  const started = performance.now();
  const text = await (await fetch("/api/health", { cache: "no-store" })).text();
  return new Promise((resolve) => {
    const place = document.createElement("p");
    new MutationObserver(() => {
      resolve(performance.now() - started);
      place.remove();
    }).observe(document.body, { childList: true });
    place.textContent = text;
    document.body.append(place);
  });
}

async function openStreams(stage: Stage): Promise<AbortController> {
  const cookie = await cookieHeader(stage);
  const controller = new AbortController();
  const open = async () => {
    const response = await fetch(`${stage.app.url}/api/events`, { headers: { cookie }, signal: controller.signal });
    if (response.status !== 200) throw new Error(`a stream answered ${String(response.status)}`);
    void response.body?.pipeTo(new WritableStream()).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: STREAMS }, open));
  return controller;
}
