import type { Page } from "@playwright/test";
import type { Figure } from "@/scripts/bench/figure";
import { seedUsage } from "@/scripts/bench/seed-usage";
import type { Stage } from "@/scripts/bench/stage";
import { median, slowness } from "@/scripts/bench/statistics";

const LOOKUPS = 100_000;
const DAYS = 90;
const READY_WITHIN_MS = 30_000;
const REFERENCE_QUIET_MS = 140;

let isSeeded = false;

/** P17: Usage over 100,000 lookups, from the address to the drawn graph, in turns with an empty page. */
export async function benchUsagePage({ app, isShort, signedIn, reference }: Stage): Promise<Figure[]> {
  const rounds = isShort ? 5 : 15;
  if (!isSeeded) await seedUsage({ count: LOOKUPS, days: DAYS });
  isSeeded = true;
  const page = await (await signedIn()).newPage();
  const usage = { url: `${app.url}/usage?range=90d`, sign: ".recharts-bar-rectangle" };
  const empty = { url: (await reference()).url, sign: "body" };
  const times = { usage: [] as number[], empty: [] as number[] };
  // The first visit brings the scripts, which stay.
  await measureReady(page, usage);
  await measureReady(page, empty);
  for (let round = 0; round < rounds; round += 1) {
    times.usage.push(await measureReady(page, usage));
    times.empty.push(await measureReady(page, empty));
  }
  await page.close();
  const ready = median(times.usage);
  const nothing = median(times.empty);
  const allowance = isShort ? slowness(nothing, REFERENCE_QUIET_MS) : 1;
  return [
    {
      ...{ part: "P17", base: 1000 * allowance, goal: 500, better: "lower", ratio: ready / nothing },
      metric: `/usage over ${LOOKUPS.toLocaleString("en")} lookups of ${String(DAYS)} days, address → drawn graph, p50`,
      measured: { value: ready, unit: "ms" },
      n: `${String(rounds)} visits; base times ${allowance.toFixed(1)} for the load`,
      beside: { what: "a page of an empty Next app", value: nothing, unit: "ms" },
    },
  ];
}

/** The ms from the start of the navigation to the first frame in which `sign` stands in the document. */
async function measureReady(page: Page, { url, sign }: { url: string; sign: string }): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(untilShown, { sign, withinMs: READY_WITHIN_MS });
}

/** Runs in the page, so that nothing but the page is measured. No inner function has a name. */
function untilShown({ sign, withinMs }: { sign: string; withinMs: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const looking = setInterval(() => {
      if (performance.now() > withinMs) {
        clearInterval(looking);
        reject(new Error(`no ${sign} in ${location.pathname} within ${String(withinMs)} ms`));
      }
      if (document.querySelector(sign) === null) return;
      clearInterval(looking);
      requestAnimationFrame(() => {
        resolve(performance.now());
      });
    }, 4);
  });
}
