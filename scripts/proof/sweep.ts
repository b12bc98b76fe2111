import { Client } from "pg";
import { digestOfKey } from "@/lib/sandbox/server/provision-sandbox-team";
import { ORDINARY_COUNT } from "@/lib/sandbox/world/roster";
import { hasMobile } from "@/lib/sandbox/world/phones";
import { freePort } from "@/lib/testing/app-server";
import { startAppProcess } from "@/scripts/proof/app-process";
import type { CallFault } from "@/scripts/proof/call-faults";
import { startEmulator } from "@/scripts/proof/emulator";
import { startFaultProxy } from "@/scripts/proof/fault-proxy";
import type { ProofRun } from "@/scripts/proof/part-table";
import { createPeople } from "@/scripts/proof/people";
import { createRandom } from "@/scripts/proof/random";
import { type Flow, FLOWS } from "@/scripts/proof/sweep-flows";
import { describeFault, faultsOf } from "@/scripts/proof/sweep-points";
import { runCleanly, runTrial, type Ground } from "@/scripts/proof/sweep-trial";
import { createVictims } from "@/scripts/proof/sweep-victims";
import type { Verdict } from "@/scripts/proof/verdict";

/** Every database and network call of each flow fails once in every way; each time everything holds afterwards. */
export async function proveSweep({ stage, seed, trials, isShort }: ProofRun): Promise<Verdict> {
  const emulator = await startEmulator({ delayMs: 0 });
  const proxy = await startFaultProxy(emulator.url);
  const port = await freePort();
  const kind = { emulatorPort: proxy.port, isQuiet: true, appUrl: `http://127.0.0.1:${port}` };
  const healer = await startAppProcess(stage, kind);
  await healer.ask("receive", { port });
  const victims = createVictims(() => startAppProcess(stage, kind), { sparesMax: isShort ? 0 : 2 });
  const [app, log] = [new Client(stage.appDatabase), new Client(stage.emulatorDatabase)];
  await Promise.all([app.connect(), log.connect()]);
  let keys = 0;
  const key = () => `proof-sweep-key-${(keys += 1)}`;
  const ground: Ground = { emulator, healer, victims, app, log, key, digestOf: digestOfKey, apolloId: aMobile(seed) };
  try {
    const swept: Swept[] = [];
    for (const flow of FLOWS) {
      await emulator.switches({ drop: 0, ...flow.switches });
      const found = await sweepFlow(ground, flow, { isShort, pointsMax: trials, isSabotaged: stage.saboteur !== null });
      swept.push(found);
      if (isFoundOut(found, stage.saboteur !== null)) break;
    }
    return { figures: figuresOf(swept, isShort), violations: swept.flatMap(({ violations }) => violations) };
  } finally {
    await Promise.all([healer.kill(), victims.end(), app.end(), log.end(), proxy.close()]);
    await emulator.close();
  }
}

/** Whoever is looked up, always the same in one run: somebody with a mobile and an address. */
function aMobile(seed: number): string {
  const nextPerson = createPeople(createRandom(seed).below(ORDINARY_COUNT));
  for (;;) {
    const { id, phones, email } = nextPerson();
    if (hasMobile(phones) && email !== null) return id;
  }
}

type Swept = { flow: Flow; points: number; trials: number; broken: number; violations: string[] };
type Extent = { isShort: boolean; pointsMax: number; isSabotaged: boolean };

/** A build that is broken on purpose need be found out only once. */
const isFoundOut = ({ broken }: Swept, isSabotaged: boolean): boolean => isSabotaged && broken > 0;

/** The first call fails, then the second, until the flow comes to its end without meeting one that is to fail. */
async function sweepFlow(ground: Ground, flow: Flow, { isShort, pointsMax, isSabotaged }: Extent): Promise<Swept> {
  const clean = await runCleanly(ground, flow);
  const swept: Swept = { flow, points: 0, trials: 0, broken: 0, violations: clean.violations };
  const run = async (fault: CallFault, call: string | undefined): Promise<boolean> => {
    const { hasFired, violations } = await runTrial(ground, flow, { fault, call, clean: clean.world });
    const where = `${flow.name}, ${describeFault(fault, call)}`;
    swept.violations.push(...violations.map((violation) => `${where}: ${violation}`));
    swept.broken += violations.length > 0 ? 1 : 0;
    swept.trials += hasFired ? 1 : 0;
    return hasFired;
  };
  for (let at = 1; at <= pointsMax; at += 1) {
    const call = clean.calls[at - 1];
    if (isShort && at % (flow.shortEvery ?? 1) !== 0 && call !== undefined) continue;
    let fired = 0;
    for (const fault of faultsOf({ at, call, isShort })) fired += (await run(fault, call)) ? 1 : 0;
    if (fired === 0) return swept;
    swept.points += 1;
    if (isFoundOut(swept, isSabotaged)) return swept;
  }
  return swept;
}

function figuresOf(swept: readonly Swept[], isShort: boolean): string {
  const points = swept.map(({ flow, points }, index) => `${flow.name} ${points}${index === 0 ? " points" : ""}`);
  const sum = (of: (one: Swept) => number) => swept.reduce((total, one) => total + of(one), 0);
  const ways = isShort ? "each thrown once" : "each thrown before and after it was carried out, and killed";
  return `${points.join(", ")}; ${ways}: ${sum(({ trials }) => trials)} trials, ${sum(({ broken }) => broken)} broken`;
}
