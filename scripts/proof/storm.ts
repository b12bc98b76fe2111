import { Client } from "pg";
import { digestOfKey } from "@/lib/sandbox/server/provision-sandbox-team";
import type { WorldPerson } from "@/lib/sandbox/world/person";
import type { AskedLookup, LookupAnswer, Team } from "@/scripts/proof/app-commands";
import { startAppProcess, type AppProcess } from "@/scripts/proof/app-process";
import { findBookFaults, readPeriods, untilSettled } from "@/scripts/proof/books";
import { type Emulator, readBill, startEmulator } from "@/scripts/proof/emulator";
import { startFaultProxy } from "@/scripts/proof/fault-proxy";
import { createPeople } from "@/scripts/proof/people";
import { createRandom, type Random } from "@/scripts/proof/random";
import type { ProofRun } from "@/scripts/proof/part-table";
import type { Verdict } from "@/scripts/proof/verdict";
import { differs } from "@/scripts/proof/verdict";

const AT_ONCE = { full: 100, short: 40 };
const IDENTICAL_AT_ONCE = { full: 500, short: 200 };

type Ground = {
  apps: readonly [AppProcess, AppProcess];
  emulator: Emulator;
  app: Client;
  log: Client;
  random: Random;
  nextPerson: () => WorldPerson;
  key: () => string;
  form: "full" | "short";
};

/** Budget storms and identical lookups, over two processes of the app on one database. */
export async function proveStorm({ stage, seed, trials, isShort }: ProofRun): Promise<Verdict> {
  const emulator = await startEmulator({ delayMs: 0 });
  const proxy = await startFaultProxy(emulator.url);
  const apps = await Promise.all([
    startAppProcess(stage, { emulatorPort: proxy.port }),
    startAppProcess(stage, { emulatorPort: proxy.port }),
  ]);
  const [app, log] = [new Client(stage.appDatabase), new Client(stage.emulatorDatabase)];
  await Promise.all([app.connect(), log.connect()]);
  const random = createRandom(seed);
  let keys = 0;
  const key = () => `proof-storm-key-${(keys += 1)}`;
  const form = isShort ? "short" : "full";
  const ground: Ground = { apps: [...apps], emulator, app, log, random, nextPerson: createPeople(), key, form };
  try {
    const storms = { sent: 0, refused: 0, violations: [] as string[] };
    for (let trial = 0; trial < trials; trial += 1) {
      const { sent, refused, violations } = await runStorm(ground);
      storms.sent += sent;
      storms.refused += refused;
      storms.violations.push(...violations.map((violation) => `storm ${trial}: ${violation}`));
    }
    const rounds = isShort ? 1 : 10;
    const identical = { paid: [] as number[], violations: [] as string[] };
    for (let round = 0; round < rounds; round += 1) {
      const { paid, violations } = await runIdentical(ground);
      identical.paid.push(paid);
      identical.violations.push(...violations);
    }
    const violations = [...storms.violations, ...identical.violations];
    const overspent = violations.filter((violation) => /overspent|more than its limit/.test(violation)).length;
    const falsely = violations.filter((violation) => violation.includes("false refusal")).length;
    return {
      violations,
      figures:
        `${trials} storms of ${AT_ONCE[form]} over 2 processes: ${storms.sent} sent, ${storms.refused} refused, ${overspent} overspent, ` +
        `${falsely} false refusals at rest; ${rounds} × ${IDENTICAL_AT_ONCE[form]} identical lookups: ${Math.max(...identical.paid)} paid call each`,
    };
  } finally {
    await Promise.all(apps.map((process) => process.kill()));
    await Promise.all([app.end(), log.end(), proxy.close()]);
    await emulator.close();
  }
}

type Prices = "profile" | "phone" | "mixed";

/** A hundred lookups at once against a random budget, then one more when everything has come to rest. */
async function runStorm(ground: Ground): Promise<{ sent: number; refused: number; violations: string[] }> {
  const { apps, random, app, nextPerson, form } = ground;
  const atOnce = AT_ONCE[form];
  const prices: Prices = random.pick(["profile", "profile", "profile", "phone", "mixed"]);
  const limit = (random.below(250) / 10 + (prices === "profile" ? 0 : 9)).toFixed(1);
  const memberLimits = [random.chance(0.3) ? (random.below(60) / 10).toFixed(1) : null];
  const { team, digest } = await aTeam(ground, { limit, memberLimits });
  const asked = Array.from({ length: atOnce }, (_, index) =>
    askFor(team, nextPerson(), {
      member: index,
      withPhone: prices === "phone" || (prices === "mixed" && random.chance(0.5)),
    }),
  );
  const answers = (
    await Promise.all(
      apps.map((process, which) =>
        process.ask(
          "lookUp",
          asked.filter((_, index) => index % 2 === which),
        ),
      ),
    )
  ).flat();
  await untilSettled(app, team.workspaceId);
  const sent = answers.filter((answer) => "lookupId" in answer).length;
  const violations = [
    ...unexpected(answers),
    ...(prices === "profile" && memberLimits[0] === null
      ? falselyRefused(sent, Math.min(atOnce, Math.floor(Number(limit))))
      : []),
    ...(await probeAtRest(ground, team)),
    ...(await findBookFaults(app, [team.workspaceId])),
    ...(await compareWithBill(ground, team, digest)),
  ];
  return { sent, refused: answers.length - sent, violations };
}

async function aTeam(
  { apps, emulator, key }: Ground,
  limits: { limit: string | null; memberLimits: (string | null)[] },
) {
  const made = key();
  await emulator.addKey(made);
  return { team: await apps[0].ask("setUp", { key: made, members: 3, ...limits }), digest: digestOfKey(made) };
}

function askFor(
  team: Team,
  { id }: WorldPerson,
  { member, withPhone }: { member: number; withPhone: boolean },
): AskedLookup {
  const viewer = team.members[member % team.members.length] ?? team.admin;
  return { viewer, input: { apolloId: id, revealPhoneNumber: withPhone } };
}

function unexpected(answers: readonly LookupAnswer[]): string[] {
  const reasons = answers.flatMap((answer) =>
    "refused" in answer && answer.refused !== "budget" ? [answer.refused] : [],
  );
  return [...new Set(reasons)].map((reason) => `${reasons.length} lookups ended with ${reason}`);
}

/** With one price for all the number is certain: as many as the budget covers, whatever came first. */
function falselyRefused(sent: number, covered: number): string[] {
  if (sent > covered) return [`overspent: ${sent} sent, the budget covers ${covered}`];
  return sent < covered ? [`false refusal: ${sent} sent, the budget covers ${covered}`] : [];
}

/** Nothing is under way any more: one credit is given exactly if it is there. */
async function probeAtRest({ apps, app, random, nextPerson }: Ground, team: Team): Promise<string[]> {
  const member = random.below(team.members.length);
  const asked = askFor(team, nextPerson(), { member, withPhone: false });
  const periods = await readPeriods(app, team.workspaceId);
  const concerned = periods.filter(({ scope }) => scope === "workspace" || scope === asked.viewer.userId);
  const isCovered = concerned.every(({ limit, held, spent }) => limit === null || limit - held - spent >= 1);
  const [answer] = await random.pick(apps).ask("lookUp", [asked]);
  await untilSettled(app, team.workspaceId);
  const isSent = answer !== undefined && "lookupId" in answer;
  if (isSent === isCovered) return [];
  const told = JSON.stringify(concerned);
  return [isSent ? `overspent at rest: ${told}` : `false refusal at rest: ${JSON.stringify(answer)} on ${told}`];
}

async function compareWithBill({ app, log }: Ground, { workspaceId }: Team, digest: Buffer): Promise<string[]> {
  const bill = await readBill(log, digest);
  const { rows } = await app.query<{ attempts: number; spent: string }>(
    `SELECT (SELECT count(*) FROM attempt WHERE workspace_id = $1)::int AS attempts,
            coalesce((SELECT sum(credits) FROM ledger_entry WHERE workspace_id = $1 AND kind = 'charge'), 0)::float8::text AS spent`,
    [workspaceId],
  );
  const [books] = rows;
  return [
    ...differs("calls in the emulator's log against attempts", bill.calls, books?.attempts),
    ...differs("the emulator's bill against what was spent", bill.credits, books?.spent),
  ];
}

/** Five hundred times the same lookup at once, of three members, half in each process. */
async function runIdentical(ground: Ground): Promise<{ paid: number; violations: string[] }> {
  const { apps, app, log, nextPerson, form } = ground;
  const { team, digest } = await aTeam(ground, { limit: null, memberLimits: [] });
  const person = nextPerson();
  const asked = Array.from({ length: IDENTICAL_AT_ONCE[form] / 2 }, (_, member) =>
    askFor(team, person, { member, withPhone: false }),
  );
  const answers = (await Promise.all(apps.map((process) => process.ask("lookUp", asked)))).flat();
  await untilSettled(app, team.workspaceId);
  const { paid } = await readBill(log, digest);
  const { rows } = await app.query<{ outcome: string; lookups: number; charged: number }>(
    `SELECT outcome, count(*)::int AS lookups, (count(*) FILTER (WHERE credits_charged > 0))::int AS charged
       FROM lookup WHERE workspace_id = $1 GROUP BY outcome`,
    [team.workspaceId],
  );
  const answered = answers.filter((answer) => "lookupId" in answer).length;
  const violations = [
    ...unexpected(answers),
    ...(paid === 1 ? [] : [`identical lookups: ${paid} paid calls`]),
    ...differs("outcomes of identical lookups", rows, [{ outcome: "matched", lookups: answered, charged: 1 }]),
    ...(await findBookFaults(app, [team.workspaceId])),
  ];
  return { paid, violations };
}
