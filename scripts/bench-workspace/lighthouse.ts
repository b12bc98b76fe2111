import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { z } from "zod";
import type { Figure } from "@/scripts/bench/figure";
import { median } from "@/scripts/bench/statistics";
import type { LargeStage } from "@/scripts/bench-workspace/large-stage";
import { findChromium } from "@/scripts/test/find-chromium";

/** Fetched when it is asked for: three hundred packages that nobody else needs. */
const LIGHTHOUSE = "lighthouse@12.8.2";
const LASTS_AT_MOST_MS = 180_000;
/** Now and then it loses its own trace, says so and asks to be run again. */
const TRIES_MAX = 3;
const FLAGS = "--headless=new --no-sandbox --disable-gpu";
const FORMS = {
  desktop: { words: ["--preset=desktop"], base: 0.95, goal: 1 },
  mobile: { words: [], base: 0.85, goal: 0.95 },
} as const;
type Form = keyof typeof FORMS;

const Report = z.object({
  categories: z.object({ performance: z.object({ score: z.number() }) }),
  audits: z.object({ "cumulative-layout-shift": z.object({ numericValue: z.number() }) }),
});
type Seen = { score: number; shift: number };

/** P11: Lighthouse's performance score of People, signed in, beside that of an empty Next page. */
export async function benchLighthouse(stage: LargeStage): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "perihelion-lighthouse-"));
  const headers = join(folder, "headers.json");
  writeFileSync(headers, JSON.stringify({ Cookie: stage.cookie }), { mode: 0o600 });
  try {
    const figures: Figure[] = [];
    for (const form of Object.keys(FORMS) as Form[]) figures.push(await auditEach(stage, form, headers));
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In turns, so that whatever else the machine does falls on both. */
async function auditEach(stage: LargeStage, form: Form, headers: string): Promise<Figure> {
  const nothing = (await stage.reference()).url;
  const rounds = stage.isShort ? 1 : 5;
  const seen: Seen[] = [];
  const empty: Seen[] = [];
  for (let round = 0; round < rounds; round += 1) {
    seen.push(await audit(`${stage.app.url}/people`, form, ["--extra-headers", headers]));
    empty.push(await audit(nothing, form));
  }
  return figureOf(form, seen, empty);
}

function figureOf(form: Form, seen: readonly Seen[], empty: readonly Seen[]): Figure {
  const score = median(seen.map((one) => one.score));
  const beside = median(empty.map((one) => one.score));
  const shift = Math.max(...seen.map((one) => one.shift));
  const { base, goal } = FORMS[form];
  return {
    ...{ part: "P11", base, goal, better: "higher", ratio: score / beside },
    metric: `Lighthouse's performance of /people, signed in, ${form}, median (layout shift at most ${shift.toFixed(3)})`,
    measured: { value: score, unit: "×" },
    n: `${String(seen.length)} audits`,
    beside: { what: "an empty Next page", value: beside, unit: "×" },
  };
}

async function audit(url: string, form: Form, more: readonly string[] = []): Promise<Seen> {
  for (let tries = 1; ; tries += 1) {
    const said = await runLighthouse(url, form, more);
    if (said.status === 0) return readReport(said.text);
    if (tries === TRIES_MAX) throw new Error(`Lighthouse ended with ${String(said.status)}`);
  }
}

function readReport(text: string): Seen {
  const { categories, audits } = Report.parse(JSON.parse(text));
  return { score: categories.performance.score, shift: audits["cumulative-layout-shift"].numericValue };
}

async function runLighthouse(url: string, form: Form, more: readonly string[]) {
  const words = ["--quiet", "--output=json", "--only-categories=performance", `--chrome-flags=${FLAGS}`];
  const child = spawn("npm", ["exec", "--yes", "--", LIGHTHOUSE, url, ...words, ...FORMS[form].words, ...more], {
    env: { ...process.env, CHROME_PATH: findChromium() ?? chromium.executablePath(), NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "inherit"],
    timeout: LASTS_AT_MOST_MS,
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => void parts.push(part));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, text: Buffer.concat(parts).toString("utf8") };
}
