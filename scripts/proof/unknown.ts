import { freePort } from "@/lib/testing/app-server";
import type { AskedLookup } from "@/scripts/proof/app-commands";
import { type Ambiguity, drawAmbiguities, faultOf, WAYS, type Way } from "@/scripts/proof/ambiguity";
import { startAppProcess } from "@/scripts/proof/app-process";
import { comeToRest, type Ground, onGround, wait } from "@/scripts/proof/ground";
import type { ProofRun } from "@/scripts/proof/part-table";
import { createPeople } from "@/scripts/proof/people";
import { createRandom, type Random } from "@/scripts/proof/random";
import { askAgainAfterDecision, askAgainInDoubt, findRepeats } from "@/scripts/proof/repeats";
import { compareWithBills, decideTheRest } from "@/scripts/proof/settlement";
import type { Verdict } from "@/scripts/proof/verdict";
import { startWatch } from "@/scripts/proof/visibility";
import { whoIn } from "@/scripts/proof/who";

const SETTLED_AT_LEAST = 0.95;
const VISIBLE_WITHIN_MS = 60_000;
/** As the worker's own clock has it (lib/worker/start-worker.ts). */
const SWEEP_EVERY_MS = 10_000;
const TEAMS = { full: 25, short: 5 };
const ASKED_AGAIN = { full: 10, short: 1 };

type Scene = {
  ground: Ground;
  run: ProofRun;
  random: Random;
  senderPort: number;
  nextPerson: () => { id: string };
};

type Tally = { lost: Ambiguity[]; violations: string[]; visibleAfterMs: number };

/** Calls whose answer never comes: none is paid for again by itself, nearly all settle by themselves, the rest is on screen. */
export async function proveUnknown(run: ProofRun): Promise<Verdict> {
  const senderPort = await freePort();
  const teams = TEAMS[run.isShort ? "short" : "full"];
  const wanted = { stage: run.stage, switches: { delayMs: 1500 }, teams, members: 2, senderPort };
  return onGround(wanted, async (ground) => {
    const random = createRandom(run.seed);
    const scene: Scene = { ground, run, random, senderPort, nextPerson: createPeople() };
    const tally: Tally = { lost: [], violations: [], visibleAfterMs: 0 };
    const rounds = drawAmbiguities({ ...scene, count: run.trials, isShort: run.isShort });
    for (const round of rounds) await playRound(scene, round, tally);
    return conclude(scene, tally);
  });
}

/** One quiet period for each key, with one call without an answer in it (sometimes two), and ordinary lookups beside it. */
async function playRound(scene: Scene, round: readonly Ambiguity[], tally: Tally): Promise<void> {
  const { ground, random, nextPerson } = scene;
  const { desk, proxy, teams } = ground;
  await desk.ask("work", "reconcile");
  const faults = new Map(round.map((one) => [one.who, faultOf(one.way, random)]));
  proxy.decide((body) => faults.get(whoIn(body)) ?? "none");
  const watch = startWatch(ground);
  const before = proxy.calls.length;
  const asked = ground.sender.ask("lookUp", round.map(toLookup)).catch(() => null);
  const ordinary = desk.ask(
    "lookUp",
    teams.map(({ members, admin }) => {
      const input = { apolloId: nextPerson().id, revealPhoneNumber: random.chance(0.5) };
      return { viewer: members[0] ?? admin, input };
    }),
  );
  await untilLeft(ground, round, before);
  if (round.some(({ way }) => way === "killed")) await killTheSender(scene);
  await sweepUntilSeen(scene, watch);
  tally.visibleAfterMs = Math.max(tally.visibleAfterMs, watch.longestMs());
  await watch.stop();
  await Promise.all([asked, ordinary]);
  tally.violations.push(...(await askAgainInDoubt(ground, random.shuffled(round).slice(0, 3).map(toLookup))));
  await comeToRest(ground);
  await desk.ask("work", "reconcile");
  await desk.ask("work", "settle-by-usage");
  tally.lost.push(...round);
}

function toLookup({ team, input }: Ambiguity): AskedLookup {
  return { viewer: team.members[1] ?? team.admin, input };
}

async function untilLeft({ proxy }: Ground, round: readonly Ambiguity[], before: number): Promise<void> {
  const haveLeft = () => {
    const left = new Set(proxy.calls.slice(before).map(({ body }) => whoIn(body)));
    return round.every(({ who }) => left.has(who));
  };
  const deadline = performance.now() + 10_000;
  while (!haveLeft() && performance.now() < deadline) await wait(5);
}

/** SIGKILL once all of its calls have left; whoever watches over it starts it again where it was. */
async function killTheSender({ ground, run, senderPort }: Scene): Promise<void> {
  await ground.sender.kill();
  const kind = { emulatorPort: ground.proxy.port, isHurried: true, port: senderPort };
  ground.sender = await startAppProcess(run.stage, kind);
}

async function sweepUntilSeen({ ground, random }: Scene, watch: ReturnType<typeof startWatch>): Promise<void> {
  const deadline = performance.now() + VISIBLE_WITHIN_MS + 10_000;
  let sweepAt = performance.now() + random.below(SWEEP_EVERY_MS);
  while ((await watch.underWay()) > 0 && performance.now() < deadline) {
    if (performance.now() >= sweepAt) {
      await ground.desk.ask("work", "sweep");
      sweepAt = performance.now() + SWEEP_EVERY_MS;
    }
    await wait(100);
  }
}

const SETTLED = `
  SELECT count(*)::int AS all, (count(*) FILTER (WHERE a.settled_at IS NOT NULL))::int AS settled,
         (count(*) FILTER (WHERE a.resolution = 'callback'))::int AS callback,
         (count(*) FILTER (WHERE a.resolution = 'usage'))::int AS usage,
         (count(*) FILTER (WHERE a.settled_at IS NULL AND NOT EXISTS (
            SELECT FROM lookup l WHERE l.attempt_id = a.id AND l.outcome = 'unknown')))::int AS unseen
    FROM attempt a WHERE coalesce(a.request->>'apolloId', a.request->>'email') || a.workspace_id = ANY ($1)`;

type Settled = { all: number; settled: number; callback: number; usage: number; unseen: number };

async function conclude(scene: Scene, { lost, violations, visibleAfterMs }: Tally): Promise<Verdict> {
  const { ground, run, nextPerson } = scene;
  const places = lost.map(({ who, team }) => `${who}${team.workspaceId}`);
  const [ends] = (await ground.app.query<Settled>(SETTLED, [places])).rows;
  if (!ends) throw new Error("the attempts cannot be counted");
  const share = ends.settled / ends.all;
  const repeats = findRepeats(ground.proxy.calls, lost);
  const again = await askAgainAfterDecision(ground, nextPerson, ASKED_AGAIN[run.isShort ? "short" : "full"]);
  await comeToRest(ground);
  const decided = await decideTheRest(ground);
  const money = await compareWithBills(ground);
  const seconds = (visibleAfterMs / 1000).toFixed(0);
  const ways = WAYS.map((way) => `${lost.filter((one) => one.way === way).length} ${WORDS[way]}`).join(", ");
  return {
    figures:
      `${lost.length} ambiguous outcomes (${ways}): ${repeats.length} paid repeats, ${(share * 100).toFixed(1)} % settled without a person ` +
      `(${ends.callback} by callback, ${ends.usage} by usage), the rest visible after at most ${seconds} s, ` +
      `${decided.charged + decided.notCharged} decided by a person; ${again.figures}; ` +
      `${money.violations.length === 0 ? "spent = billed" : "spent and billed differ"} (${money.billed} credits)`,
    violations: [
      ...violations,
      ...repeats,
      ...again.violations,
      ...(ends.all === lost.length ? [] : [`${ends.all} attempts for ${lost.length} lookups`]),
      ...(share >= SETTLED_AT_LEAST ? [] : [`only ${ends.settled} of ${ends.all} settled without a person`]),
      ...(ends.unseen === 0 ? [] : [`${ends.unseen} in doubt do not say so`]),
      ...(visibleAfterMs <= VISIBLE_WITHIN_MS ? [] : [`visible only after ${seconds} s`]),
      ...money.violations,
    ],
  };
}

const WORDS: Record<Way, string> = {
  lost: "lost",
  bad_gateway: "502",
  reset: "reset",
  cut: "cut",
  hang: "timed out",
  gateway_timeout: "504",
  killed: "killed",
};
