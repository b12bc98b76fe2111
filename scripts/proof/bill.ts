import type { SandboxSwitches } from "@/lib/sandbox/switches";
import type { AppProcess } from "@/scripts/proof/app-process";
import { comeToRest, type Ground, onGround } from "@/scripts/proof/ground";
import { type Drawing, drawHistory, type History } from "@/scripts/proof/histories";
import type { ProofRun } from "@/scripts/proof/part-table";
import { createPeople } from "@/scripts/proof/people";
import { createRandom, type Random } from "@/scripts/proof/random";
import { compareWithBills, decideTheRest } from "@/scripts/proof/settlement";
import type { Verdict } from "@/scripts/proof/verdict";
import { whoIn } from "@/scripts/proof/who";

const TEAMS = { full: 40, short: 10 };
/** Of each team in a round: few enough that what the provider billed can be told apart. */
const HISTORIES_OF_A_TEAM = 10;
const AT_ONCE = 40;

type Billing = SandboxSwitches["billing"];
type Tally = {
  histories: number;
  lookups: number;
  faults: number;
  decided: number;
  rounds: Record<Billing, number>;
  refusals: Map<string, number>;
  violations: string[];
};

/** Random histories with random habits of the provider, in both ways of billing: the ledger ends as the bill, key by key. */
export async function proveBill(run: ProofRun): Promise<Verdict> {
  const teams = TEAMS[run.isShort ? "short" : "full"];
  return onGround({ stage: run.stage, switches: { delayMs: 0 }, teams, members: 3 }, async (ground) => {
    const random = createRandom(run.seed);
    let nobodies = 0;
    const drawing = { random, nextPerson: createPeople(), nobody: () => (nobodies += 1) };
    const tally: Tally = {
      ...{ histories: 0, lookups: 0, faults: 0, decided: 0, violations: [] },
      rounds: { acceptance: 0, delivery: 0 },
      refusals: new Map(),
    };
    let adjustments = 0;
    let billed = 0;
    for (let round = 0; tally.histories < run.trials; round += 1) {
      const billing = round % 2 === 0 ? "delivery" : "acceptance";
      await playRound(ground, { drawing, billing, most: run.trials - tally.histories }, tally);
      const money = await compareWithBills(ground);
      ({ adjustments, billed } = money);
      tally.violations.push(
        ...money.violations.map((violation) => `round ${round}, billed at ${billing}: ${violation}`),
      );
      if (money.violations.length > 0) break;
    }
    return {
      figures: tell(tally, { adjustments, billed, teams }),
      violations: [...tally.violations, ...strange(tally)],
    };
  });
}

type Round = { drawing: Omit<Drawing, "losesCallbacks">; billing: Billing; most: number };

/** Plays some histories of every team at once, waits until they are over, settles what is in doubt. */
async function playRound(ground: Ground, { drawing, billing, most }: Round, tally: Tally): Promise<void> {
  const { desk, emulator, proxy, teams } = ground;
  await desk.ask("work", "reconcile");
  const habits = drawHabits(drawing.random);
  await emulator.switches({ billing, ...habits });
  const losesCallbacks = habits.drop > 0 || habits.malformed > 0;
  const histories = teams
    .flatMap((team) => {
      const used = new Set<string>();
      return Array.from({ length: HISTORIES_OF_A_TEAM }, () => drawHistory(team, { ...drawing, losesCallbacks }, used));
    })
    .slice(0, most);
  const faults = new Map(histories.flatMap(({ fault }) => (fault ? [[fault.who, fault.fault] as const] : [])));
  proxy.decide((body) => faults.get(whoIn(body)) ?? "none");
  await playAll(ground, histories, tally);
  await comeToRest(ground, { isWhole: false });
  await desk.ask("work", "reconcile");
  await desk.ask("work", "settle-by-usage");
  const { charged, notCharged } = await decideTheRest(ground);
  await comeToRest(ground);
  tally.histories += histories.length;
  tally.faults += faults.size;
  tally.decided += charged + notCharged;
  tally.rounds[billing] += 1;
}

/** How the provider behaves in a round. */
function drawHabits(random: Random) {
  return {
    seed: random.below(2 ** 31 - 1),
    delayMs: random.pick([0, 0, 300, 1200]),
    duplicates: random.pick([0, 0, 1, 2]),
    reorderMs: random.pick([0, 0, 400]),
    drop: random.pick([0, 0, 0.2, 1]),
    beforeAnswer: random.pick([0, 0, 0.3]),
    malformed: random.pick([0, 0, 0.2]),
    noMatch: random.pick<SandboxSwitches["noMatch"]>(["null", "confidence", "stub"]),
  };
}

async function playAll({ desk, sender }: Ground, histories: readonly History[], tally: Tally): Promise<void> {
  const queue = [...histories];
  const lane = async (process: AppProcess) => {
    for (let history = queue.shift(); history; history = queue.shift()) await playOne(process, history, tally);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => lane(number % 2 === 0 ? desk : sender)));
}

async function playOne(process: AppProcess, { groups }: History, tally: Tally): Promise<void> {
  for (const group of groups) {
    tally.lookups += group.length;
    const answers = await process.ask("lookUp", group);
    const refused = answers.flatMap((answer) => ("refused" in answer ? [answer.refused] : []));
    for (const reason of refused) tally.refusals.set(reason, (tally.refusals.get(reason) ?? 0) + 1);
  }
}

function strange({ refusals }: Tally): string[] {
  return [...refusals].map(([reason, count]) => `${count} lookups were refused: ${reason}`);
}

type Money = { adjustments: number; billed: number; teams: number };

function tell({ histories, lookups, faults, decided, rounds }: Tally, { adjustments, billed, teams }: Money): string {
  return (
    `${histories} histories of ${lookups} lookups on ${teams} keys, ${faults} answers lost, billed at acceptance in ${rounds.acceptance} rounds ` +
    `and at delivery in ${rounds.delivery}: ${billed} credits billed and booked, ${adjustments} adjusted to the bill, ${decided} decided by a person`
  );
}
