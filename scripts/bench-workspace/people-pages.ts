import { writePosition } from "@/lib/people/server/people-order";
import type { Figure } from "@/scripts/bench/figure";
import { median, quantile } from "@/scripts/bench/statistics";
import { timedSql, type LargeStage } from "@/scripts/bench-workspace/large-stage";
import { takeTurns, timedGet } from "@/scripts/bench-workspace/timed-get";

const SORT = "-updated";
const DEPTHS = 40;
/** Until code that is run often has been compiled. */
const WARM_ROUNDS = 400;
const PAGE = 50;
const FAR = 1000;
const RAW = `SELECT id FROM person WHERE workspace_id = $1 AND (updated_at, id) < ($2, $3)
  ORDER BY updated_at DESC, id DESC LIMIT 51`;

type Spot = { id: string; at: Date; path: string };

/** P6: pages of People anywhere in the order, in turns with a route that does nothing and with the bare statement. */
export async function benchPeoplePages(stage: LargeStage): Promise<Figure[]> {
  const { app, cookie, workspaceId, people } = stage;
  const nothing = `${(await stage.reference()).url}/api/health`;
  const spots = await drawSpots(stage);
  const spotOf = (round: number) => spots[round % spots.length] ?? spots[0];
  const runs = {
    page: (round: number) => timedGet(`${app.url}${spotOf(round)?.path ?? ""}`, cookie),
    nothing: () => timedGet(nothing),
    raw: (round: number) => timedSql(stage, RAW, [workspaceId, spotOf(round)?.at, spotOf(round)?.id]),
  };
  await takeTurns(WARM_ROUNDS, runs);
  const rounds = stage.isShort ? 100 : 400;
  const times = await takeTurns(rounds, runs);
  const [page, none, raw] = [times.page, times.nothing, times.raw].map((values) => quantile(values, 0.95));
  const ratio = (page ?? Number.NaN) / (none ?? Number.NaN);
  const size = people.toLocaleString("en");
  return [
    {
      ...{ part: "P6", base: 3, goal: 1.5, better: "lower", ratio, measured: { value: ratio, unit: "×" } },
      metric: `a page of ${size} people at random depth: p95 ${show(page)} (p50 ${show(median(times.page))}; the bare statement's p95 ${show(raw)}) ÷ a route without work`,
      n: `${String(rounds)} pages at ${String(spots.length)} depths`,
      beside: { what: "a route without work, p95", value: none ?? Number.NaN, unit: "ms" },
    },
    await compareFar(stage, rounds),
  ];
}

/** The page that begins after a thousand others, against the first. */
async function compareFar(stage: LargeStage, rounds: number): Promise<Figure> {
  const { app, cookie, people } = stage;
  const far = await spotAt(stage, Math.min(FAR * PAGE, Math.floor(people / 2)));
  const times = await takeTurns(rounds, {
    first: () => timedGet(`${app.url}/api/people?sort=${SORT}`, cookie),
    far: () => timedGet(`${app.url}${far.path}`, cookie),
  });
  const [first, later] = [median(times.first), median(times.far)];
  return {
    ...{ part: "P6", base: 1.2, goal: 1.1, better: "lower", ratio: later / first },
    metric: `page ${FAR.toLocaleString("en")} by keyset ÷ page 1, p50 of each`,
    measured: { value: later / first, unit: "×" },
    n: `${String(rounds)} of each`,
    beside: { what: "page 1", value: first, unit: "ms" },
  };
}

async function drawSpots(stage: LargeStage): Promise<Spot[]> {
  const spots: Spot[] = [];
  for (let place = 0; place < DEPTHS; place += 1)
    spots.push(await spotAt(stage, Math.floor((stage.people * (place + 0.5)) / DEPTHS)));
  // One after the other would be as somebody scrolls.
  return spots.map((_, place) => spots[(place * 17) % spots.length]).filter((spot) => spot !== undefined);
}

async function spotAt({ sql, workspaceId }: LargeStage, offset: number): Promise<Spot> {
  const { rows } = await sql.query<{ id: string; at: Date }>(
    `SELECT id, updated_at AS at FROM person WHERE workspace_id = $1 ORDER BY updated_at DESC, id DESC OFFSET $2 LIMIT 1`,
    [workspaceId, offset],
  );
  const [spot] = rows;
  if (!spot) throw new Error(`nobody stands at ${String(offset)}`);
  const cursor = writePosition(SORT, { key: spot.at.toISOString(), id: spot.id });
  return { ...spot, path: `/api/people?sort=${SORT}&cursor=${cursor}` };
}

const show = (ms: number | undefined): string => `${(ms ?? Number.NaN).toFixed(1)} ms`;
