import type { Page } from "@playwright/test";
import type { Figure } from "@/scripts/bench/figure";
import { quantile } from "@/scripts/bench/statistics";
import type { LargeStage } from "@/scripts/bench-workspace/large-stage";

const SCROLL_S = 5;
/** A frame's, in pixels. */
const SCROLL_STEP = 60;
const LOADED = 100_000;
const LOADED_WITHIN_MS = 600_000;
/** After the last page has come: what it stirred up is over. */
const REST_MS = 5000;
const THROTTLE = 4;

/**
 * P12: frames while People is scrolled for five seconds, beside an empty page's frames: up through all that was loaded, and
 * down while it loads on, where two frames more may be missed for each page.
 */
export async function benchScrolling({ app, signedIn, reference, people, isShort }: LargeStage): Promise<Figure[]> {
  const page = await (await signedIn()).newPage();
  await page.goto((await reference()).url);
  const nothing = await framesOf(page, 0);
  await page.goto(`${app.url}/people`);
  await page.getByRole("table").waitFor();
  // Whoever scrolls has touched something, after which the browser no longer weighs each new text as the page's largest.
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 10);
  const onward = await framesOf(page, SCROLL_STEP);
  const wanted = Math.min(isShort ? 3000 : LOADED, people);
  const loaded = await page.evaluate(loadTo, { wanted, withinMs: LOADED_WITHIN_MS });
  if (loaded < wanted) throw new Error(`${String(loaded)} of ${String(wanted)} rows were loaded`);
  await page.waitForTimeout(REST_MS);
  const back = await framesOf(page, -SCROLL_STEP);
  await page.close();
  const still = quantile(nothing.frames, 0.99);
  const rows = loaded.toLocaleString("en");
  return [
    scrollingFigure(`People with ${rows} loaded rows is scrolled for ${String(SCROLL_S)} s`, back, { still, base: 25 }),
    scrollingFigure(`People is scrolled for ${String(SCROLL_S)} s and loads on`, onward, { still, base: 50 }),
  ];
}

function scrollingFigure(
  what: string,
  { frames, longTasks, rows }: Frames,
  { still, base }: { still: number; base: number },
): Figure {
  const p99 = quantile(frames, 0.99);
  return {
    ...{ part: "P12", base, goal: 17, better: "lower", ratio: p99 / still },
    metric: `frames while ${what}, p99 (${String(longTasks)} long tasks; ${String(rows)} rows in the document at the end)`,
    measured: { value: p99, unit: "ms" },
    n: `${String(frames.length)} frames`,
    beside: { what: "an empty page's frames, p99", value: still, unit: "ms" },
  };
}

/** Runs in the page: goes to the end until so many rows are loaded. Returns how many. */
async function loadTo({ wanted, withinMs }: { wanted: number; withinMs: number }): Promise<number> {
  const scroller = document.querySelector("[role=region] table")?.parentElement ?? document.body;
  const started = performance.now();
  for (;;) {
    scroller.scrollTop = scroller.scrollHeight;
    await new Promise((resolve) => setTimeout(resolve, 16));
    const last = [...scroller.querySelectorAll("tr[data-index]")].at(-1);
    const loaded = Number(last?.getAttribute("data-index") ?? -1) + 1;
    if (loaded >= wanted || performance.now() - started > withinMs) return loaded;
  }
}

type Frames = { frames: number[]; longTasks: number; rows: number };

function framesOf(page: Page, pixels: number): Promise<Frames> {
  return page.evaluate(scrollFor, { seconds: SCROLL_S, step: pixels });
}

/**
 * Runs in the page: moves whatever scrolls by so many pixels a frame, and notes how long each frame took. No inner function
 * has a name.
 */
async function scrollFor({ seconds, step }: { seconds: number; step: number }): Promise<Frames> {
  const tall = [...document.querySelectorAll("*")].filter(
    (element) => element.scrollHeight > element.clientHeight + 200 && getComputedStyle(element).overflowY !== "visible",
  );
  const scroller = tall.at(-1) ?? document.scrollingElement ?? document.body;
  const frames: number[] = [];
  const tasks: PerformanceEntry[] = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
  const started = performance.now();
  for (let last = started; last - started < seconds * 1000;) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frames.push(now - last);
    last = now;
    scroller.scrollTop += step;
  }
  const rows = document.querySelectorAll("tr, [role=row]").length;
  return { frames: frames.slice(2), longTasks: tasks.length, rows };
}

const TYPED = ["marisol", "northwind", "ada", "head of"];

/** P12b: from a key or a click to the next paint, on a processor four times as slow. */
export async function benchInteractions({ app, signedIn }: LargeStage): Promise<Figure[]> {
  const page = await (await signedIn()).newPage();
  await page.goto(`${app.url}/people`);
  const search = page
    .getByRole("searchbox")
    .or(page.getByRole("textbox", { name: /search people/i }))
    .first();
  await search.waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  await page.evaluate(() => {
    const held = window as unknown as { took: number[] };
    held.took = [];
    new PerformanceObserver((list) => {
      for (const { duration, entryType } of list.getEntries()) if (entryType === "event") held.took.push(duration);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  });
  for (const text of TYPED) {
    await search.pressSequentially(text, { delay: 80 });
    await page.waitForTimeout(600);
    await search.fill("");
  }
  await page.waitForTimeout(1000);
  const took = await page.evaluate(() => (window as unknown as { took: number[] }).took);
  await page.close();
  const p98 = took.length === 0 ? 16 : quantile(took, 0.98);
  return [
    {
      ...{ part: "P12b", base: 200, goal: 80, better: "lower", ratio: p98 / 16 },
      metric: `a key in People's search to the next paint, ${String(THROTTLE)}× slower processor, p98 of what took 16 ms or more`,
      measured: { value: p98, unit: "ms" },
      n: `${String(took.length)} events`,
      beside: { what: "the shortest that is told", value: 16, unit: "ms" },
    },
  ];
}
