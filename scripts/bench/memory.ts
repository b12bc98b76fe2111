import type { Figure } from "@/scripts/bench/figure";
import { requireAnswered, runLoad, type Shot } from "@/scripts/bench/load";
import { startReference } from "@/scripts/bench/reference-server";
import { residentMb } from "@/scripts/bench/resident-memory";
import { seedAttempts, shotsFor } from "@/scripts/bench/seed-attempts";
import { cookieHeader, type Stage } from "@/scripts/bench/stage";
import { median } from "@/scripts/bench/statistics";
import { untilOk } from "@/scripts/bench/until-ok";

const PAGES_PER_S = 8;
const CALLBACKS_PER_S = 20;
const PAGES = ["/people", "/api/people", "/lookup", "/history", "/api/lookups"];

/** P14: memory of web and worker, idle and used once; then its growth over the second half of a mixed load. */
export async function benchMemory(stage: Stage): Promise<Figure[]> {
  const { app, isShort } = stage;
  const cookie = await cookieHeader(stage);
  const settleMs = isShort ? 5000 : 30_000;
  await app.restart();
  const empty = await startReference();
  await untilOk(`${empty.url}/`);
  await pages({ url: app.url, cookie, seconds: PAGES.length / PAGES_PER_S });
  await pause(settleMs);
  const idle = residentMb(app.pid());
  const emptyIdle = residentMb(empty.pid);
  await empty.stop();
  const minutes = isShort ? 1 : 10;
  const samples = await sampleUnderLoad(stage, cookie, minutes * 60);
  const part = (from: number, to: number) =>
    median(samples.slice(Math.floor(samples.length * from), Math.floor(samples.length * to)));
  const [middle, end] = [part(0.5, 0.6), part(0.9, 1)];
  const beside = { what: "an empty Next app, idle", value: emptyIdle, unit: "MB" } as const;
  return [
    {
      ...{ part: "P14", base: 350, goal: 220, better: "lower", beside, ratio: idle / emptyIdle },
      metric: "resident memory of web + worker, idle after each page was read once",
      measured: { value: idle, unit: "MB" },
      n: `1 process, ${String(settleMs / 1000)} s idle`,
    },
    {
      ...{ part: "P14", base: 10, goal: 3, better: "lower", beside, ratio: end / emptyIdle },
      metric: `growth over the second half of ${String(minutes)} min of mixed load (${middle.toFixed(0)} → ${end.toFixed(0)} MB, most ${Math.max(...samples).toFixed(0)} MB)`,
      measured: { value: (end / middle - 1) * 100, unit: "%" },
      n: `${String(samples.length)} samples, medians of a tenth each`,
    },
  ];
}

const SAMPLE_MS = 1000;

/** Pages are read and callbacks come in; the memory is read all the while. */
async function sampleUnderLoad(stage: Stage, cookie: string, seconds: number): Promise<number[]> {
  const { app } = stage;
  const attempts = await seedAttempts(seconds * CALLBACKS_PER_S);
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(residentMb(app.pid())), SAMPLE_MS);
  try {
    const callbacks = runLoad({ url: app.url, connections: 8, shots: shotsFor(attempts), ratePerS: CALLBACKS_PER_S });
    const [load] = await Promise.all([callbacks, pages({ url: app.url, cookie, seconds })]);
    requireAnswered(load, "callbacks");
  } finally {
    clearInterval(sampling);
  }
  return samples;
}

async function pages({ url, cookie, seconds }: { url: string; cookie: string; seconds: number }): Promise<void> {
  const shots = Array.from({ length: Math.ceil(seconds * PAGES_PER_S) }, (_, shot): Shot => ({
    path: PAGES[shot % PAGES.length] ?? "/people",
    method: "GET",
    headers: { cookie },
  }));
  requireAnswered(await runLoad({ url, connections: 4, shots, ratePerS: PAGES_PER_S }), "pages");
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
