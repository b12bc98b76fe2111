import { db } from "@/lib/db/client";
import { ordinaryPerson } from "@/lib/sandbox/world/person";
import { ORDINARY_COUNT } from "@/lib/sandbox/world/roster";
import type { Figure } from "@/scripts/bench/figure";
import type { Stage } from "@/scripts/bench/stage";
import { quantile, slowness } from "@/scripts/bench/statistics";

const WARM_UPS = 10;
const NO_WORK_QUIET_MS = 1.2;

/** P16: what a lookup's action takes beyond the emulator's own answer. Each person is looked up once, so each call is made. */
export async function benchLookupOverhead(stage: Stage): Promise<Figure[]> {
  const trials = stage.isShort ? 30 : 150;
  const [first = "", ...emails] = someEmails(trials + WARM_UPS + 1);
  const call = await recordLookup(stage, first);
  for (const email of emails.slice(0, WARM_UPS)) await timeLookup(call, email);
  const { url: reference } = await stage.reference();
  const whole: number[] = [];
  const nothing: number[] = [];
  for (const email of emails.slice(WARM_UPS)) {
    whole.push(await timeLookup(call, email));
    nothing.push(await timeNothing(reference));
  }
  const emulator = await emulatorTimes(trials);
  const beyond = whole.map((ms, trial) => ms - (emulator[trial] ?? Number.NaN));
  const p50 = quantile(beyond, 0.5);
  const noWork = quantile(nothing, 0.5);
  const allowance = stage.isShort ? slowness(noWork, NO_WORK_QUIET_MS) : 1;
  return [
    {
      ...{ part: "P16", base: 50 * allowance, goal: 20, better: "lower", ratio: p50 / noWork },
      metric: `a lookup's action (p50 ${quantile(whole, 0.5).toFixed(1)} ms) minus the emulator's own time (${quantile(emulator, 0.5).toFixed(1)} ms), p50 (p95 ${quantile(beyond, 0.95).toFixed(1)} ms)`,
      measured: { value: p50, unit: "ms" },
      n: `${String(trials)} lookups; base times ${allowance.toFixed(1)} for the load`,
      beside: { what: "a no-work route, p50", value: noWork, unit: "ms" },
    },
  ];
}

function someEmails(count: number): string[] {
  const emails: string[] = [];
  for (let index = ORDINARY_COUNT - 1; emails.length < count; index -= 1) {
    const { email } = ordinaryPerson(index);
    if (email !== null) emails.push(email);
  }
  return emails;
}

type RecordedCall = { url: string; headers: Record<string, string>; body: string; email: string };

/** Looks one person up in the browser and keeps what it sent: the call that the others repeat. */
async function recordLookup({ app, signedIn }: Stage, email: string): Promise<RecordedCall> {
  const page = await (await signedIn()).newPage();
  await page.goto(`${app.url}/lookup`);
  await page.getByLabel("Email", { exact: true }).fill(email);
  const sending = page.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await page.getByRole("button", { name: /^Look up/ }).click();
  const request = await sending;
  // The answer is there once the page shows it under an address of its own.
  await page.waitForURL(/[?&]lookup=/);
  const headers = await request.allHeaders();
  await page.close();
  const names = ["accept", "content-type", "cookie", "next-action", "next-router-state-tree", "origin"];
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
  return { url: request.url(), headers: kept, body: request.postData() ?? "", email };
}

async function timeLookup({ url, headers, body, email }: RecordedCall, other: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(url, { method: "POST", headers, body: body.replaceAll(email, other) });
  const text = await response.text();
  const ms = performance.now() - started;
  if (!text.includes('"ok":true'))
    throw new Error(`a lookup failed (${String(response.status)}): ${text.slice(0, 500)}`);
  return ms;
}

async function timeNothing(url: string): Promise<number> {
  const started = performance.now();
  await (await fetch(`${url}/api/health`)).text();
  return performance.now() - started;
}

const NOTED_WITHIN_MS = 5000;

/** The emulator's own times of the newest calls, oldest first. It notes them a moment after it has answered. */
async function emulatorTimes(count: number): Promise<number[]> {
  const deadline = performance.now() + NOTED_WITHIN_MS;
  for (;;) {
    const calls = await db.sandboxRequest.findMany({
      orderBy: { id: "desc" },
      take: count,
      select: { durationMs: true },
    });
    const times = calls.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]));
    if (times.length === count) return times.toReversed();
    if (performance.now() > deadline)
      throw new Error(`the emulator timed ${String(times.length)} of ${String(count)} calls`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
