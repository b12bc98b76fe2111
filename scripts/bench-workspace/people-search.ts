import type { Figure } from "@/scripts/bench/figure";
import { quantile } from "@/scripts/bench/statistics";
import { timedSql, type LargeStage } from "@/scripts/bench-workspace/large-stage";
import { drawTerms, type TermClass } from "@/scripts/bench-workspace/terms";
import { takeTurns, timedGet } from "@/scripts/bench-workspace/timed-get";

const RAW = `SELECT id FROM person WHERE workspace_id = $1 AND search LIKE '%' || $2 || '%'
  ORDER BY updated_at DESC, id DESC LIMIT 51`;

const TEN_MILLION = 10_000_000;
/** At ten million the bare statement takes seconds: it is asked so often only, and what it took stands for the rest. */
const BARE_ROUNDS = 3;

type Timed = { name: string; page: number; count: number; nothing: number; raw: number };

/** P7 and P8: what a search for each class of term takes, its page and its count, beside the bare statement. */
export async function benchPeopleSearch(stage: LargeStage): Promise<Figure[]> {
  const rounds = stage.isShort ? 20 : 60;
  const timed: Timed[] = [];
  for (const terms of await drawTerms(stage)) timed.push(await timeClass(stage, terms, rounds));
  const size = stage.people.toLocaleString("en");
  const isTenMillion = stage.people >= TEN_MILLION;
  const n = `${String(timed.length)} classes of term, ${String(rounds)} of each`;
  const pages = worst(timed, "page");
  const counts = worst(timed, "count");
  return [
    {
      ...{ part: isTenMillion ? "P7b" : "P7", ...(isTenMillion ? { base: 300, goal: 130 } : { base: 80, goal: 30 }) },
      metric: `search in ${size} people, p95 of the worst class (${pages.name}). ${describe(timed, "page")}`,
      measured: { value: pages.page, unit: "ms" },
      ...{ n, better: "lower", ratio: pages.page / pages.raw },
      beside: { what: "the bare statement, p95 of that class", value: pages.raw, unit: "ms" },
    },
    {
      ...{ part: "P8", base: 100, goal: 40, better: "lower", n },
      metric: `count of a search in ${size} people, p95 of the worst class (${counts.name}). ${describe(timed, "count")}`,
      measured: { value: counts.count, unit: "ms" },
      ratio: counts.count / counts.nothing,
      beside: { what: "a route without work, p95", value: counts.nothing, unit: "ms" },
    },
  ];
}

async function timeClass(stage: LargeStage, { name, terms }: TermClass, rounds: number): Promise<Timed> {
  const { app, cookie, workspaceId } = stage;
  const nothing = `${(await stage.reference()).url}/api/health`;
  const termOf = (round: number) => terms[round % terms.length] ?? "";
  const ask = (path: string) => (round: number) =>
    timedGet(`${app.url}${path}?q=${encodeURIComponent(termOf(round))}`, cookie);
  const bare = (round: number) => timedSql(stage, RAW, [workspaceId, termOf(round)]);
  const once = stage.people >= TEN_MILLION ? (await takeTurns(BARE_ROUNDS, { bare })).bare : null;
  const times = await takeTurns(rounds, {
    page: ask("/api/people"),
    count: ask("/api/people/count"),
    nothing: () => timedGet(nothing),
    raw: (round) => (once ? Promise.resolve(once[round % BARE_ROUNDS] ?? 0) : bare(round)),
  });
  const p95 = (values: number[]) => quantile(values, 0.95);
  return { name, page: p95(times.page), count: p95(times.count), nothing: p95(times.nothing), raw: p95(times.raw) };
}

function worst(timed: readonly Timed[], what: "page" | "count"): Timed {
  const [first] = timed.toSorted((a, b) => b[what] - a[what]);
  if (!first) throw new Error("no term was searched for");
  return first;
}

function describe(timed: readonly Timed[], what: "page" | "count"): string {
  return timed.map((one) => `${one.name} ${one[what].toFixed(0)} (bare ${one.raw.toFixed(0)})`).join(", ");
}
