import type { Page } from "@playwright/test";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { putSandboxSwitches } from "@/lib/sandbox/server/answer-admin";
import { DEFAULT_SWITCHES } from "@/lib/sandbox/switches";
import type { Figure } from "@/scripts/bench/figure";
import { findAsker } from "@/scripts/bench/seed-attempts";
import type { Stage } from "@/scripts/bench/stage";
import { begin, draftOf, emailsFrom } from "@/scripts/bench-runs/running";

const UNLIMITED = { minuteLimit: 1_000_000, latencyMs: 0 };
/** Loaded before the run begins, as somebody does who looks through the file. */
const ROWS_LOADED = 500;
const DONE_WITHIN_MS = 180_000;
const LOADED_WITHIN_MS = 30_000;
const CLICK_EVERY_MS = 700;
const STILL_MS = 5000;
const BLOCKED_MS = 120;

/** P21: the longest task in the browser while a run's page is open, its rows settle as fast as they can and somebody uses its tabs. */
export async function benchRunPage({ app, isShort, signedIn }: Stage): Promise<Figure[]> {
  const rows = isShort ? 1000 : 3000;
  await putSandboxSwitches(UNLIMITED);
  const page = await (await signedIn()).newPage();
  try {
    const viewer = await findAdmin();
    const runId = await draftOf(viewer, emailsFrom(0, rows));
    await db.$executeRaw`ANALYZE`;
    const startedAt = performance.now();
    await begin(viewer, runId);
    await page.goto(`${app.url}/runs/${runId}`);
    await page.getByRole("table", { name: "Rows of the file" }).waitFor();
    await page.evaluate(watchTasks);
    await page.evaluate(loadRows, { wanted: ROWS_LOADED, withinMs: LOADED_WITHIN_MS });
    await useTabsUntilDone(page);
    const perSecond = (rows / (performance.now() - startedAt)) * 1000;
    const moving = await page.evaluate(readTasks);
    await page.waitForTimeout(STILL_MS);
    const still = await page.evaluate(readTasks);
    await page.evaluate(block, BLOCKED_MS);
    if ((await page.evaluate(readTasks)).longest < BLOCKED_MS)
      throw new Error("this browser does not tell of long tasks");
    return [figureOf(rows, perSecond, { moving, still })];
  } finally {
    await page.close();
    await putSandboxSwitches(DEFAULT_SWITCHES);
  }
}

type Tasks = { longest: number; count: number };

function figureOf(rows: number, perSecond: number, { moving, still }: { moving: Tasks; still: Tasks }): Figure {
  const beside = {
    what: "the longest task on it once the run is done, tabs not used",
    value: still.longest,
    unit: "ms",
  } as const;
  return {
    ...{
      part: "P21",
      base: 200,
      goal: 100,
      better: "lower",
      beside,
      ratio: moving.longest / Math.max(1, still.longest),
    },
    metric: `longest task on a run's page with ${String(ROWS_LOADED)} rows loaded, while ${perSecond.toFixed(0)} rows a second settle and its tabs are used (${String(moving.count)} of 50 ms or more)`,
    measured: { value: moving.longest, unit: "ms" },
    n: `1 run of ${rows.toLocaleString("en")} rows`,
  };
}

async function findAdmin(): Promise<Viewer> {
  const { workspaceId, userId } = await findAsker();
  return { workspaceId, userId, workspaceKind: "practice", role: "admin" };
}

async function useTabsUntilDone(page: Page): Promise<void> {
  const [all, matched] = [/^All/, /^Matched/].map((name) => page.getByRole("radio", { name }));
  const done = page.getByText("Done", { exact: true }).first();
  const endsAt = performance.now() + DONE_WITHIN_MS;
  for (let turn = 0; !(await done.isVisible()); turn += 1) {
    if (performance.now() > endsAt) throw new Error(`the run was not done within ${String(DONE_WITHIN_MS)} ms`);
    const tab = turn % 2 === 0 ? matched : all;
    if (tab && (await tab.count()) > 0) await tab.check();
    await page.waitForTimeout(CLICK_EVERY_MS);
  }
}

type Watched = { tasks: number[] };

/** Runs in the page. No inner function has a name. */
function watchTasks(): void {
  const held = window as unknown as Watched;
  held.tasks = [];
  new PerformanceObserver((list) => held.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
  });
}

/** Runs in the page: what has been seen since it was last asked. */
function readTasks(): Tasks {
  const held = window as unknown as Watched;
  const seen = held.tasks.splice(0);
  return { longest: Math.max(0, ...seen), count: seen.length };
}

/** Runs in the page: a task of that length, to see that it is seen. */
async function block(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  const until = performance.now() + ms;
  while (performance.now() < until) continue;
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Runs in the page: goes to the end until so many rows are loaded, and back to the beginning. */
async function loadRows({ wanted, withinMs }: { wanted: number; withinMs: number }): Promise<void> {
  const table = document.querySelector("[role=region] table");
  const scroller = table?.parentElement ?? document.body;
  const started = performance.now();
  while (Number(table?.getAttribute("aria-rowcount") ?? 0) <= wanted) {
    if (performance.now() - started > withinMs) throw new Error("the rows were not loaded");
    scroller.scrollTop = scroller.scrollHeight;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  scroller.scrollTop = 0;
}
