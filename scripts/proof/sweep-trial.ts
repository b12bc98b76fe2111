import type { Client } from "pg";
import type { AppProcess } from "@/scripts/proof/app-process";
import { findBookFaults } from "@/scripts/proof/books";
import type { CallFault } from "@/scripts/proof/call-faults";
import { type Bill, type Emulator, readBill } from "@/scripts/proof/emulator";
import type { SweptAnswer } from "@/scripts/proof/sweep-commands";
import { isOpen } from "@/scripts/proof/sweep-ends";
import { findLeftovers, isAtRest } from "@/scripts/proof/sweep-faults";
import type { Flow, Scene } from "@/scripts/proof/sweep-flows";
import { isNetwork } from "@/scripts/proof/sweep-points";
import type { Victims } from "@/scripts/proof/sweep-victims";
import { differsIn, passMinutes, readWorld, type World } from "@/scripts/proof/sweep-world";
import { differs } from "@/scripts/proof/verdict";

export type Ground = {
  emulator: Emulator;
  /** Lives on, does the rounds of a worker when it is told to, and takes the callbacks. */
  healer: AppProcess;
  victims: Victims;
  app: Client;
  log: Client;
  key: () => string;
  digestOf: (key: string) => Buffer;
  apolloId: string;
};

type Staged = Scene & { digest: Buffer; subject: string };

export type Clean = { world: World; calls: string[]; violations: string[] };

/** The flow with nothing failing: what all other trials are measured by. */
export async function runCleanly(ground: Ground, flow: Flow): Promise<Clean> {
  const scene = await setScene(ground, flow);
  const answer = await runIn(await ground.victims.current(), flow, { scene, fault: null });
  await heal(ground, scene);
  const { world, violations } = await examine(ground, scene);
  await leave(ground, scene);
  const told = [
    ...differs("its end", answer.ended, "ok"),
    ...differs(
      "its ledger",
      world.attempts.map(({ ledger }) => ledger),
      [flow.ledger],
    ),
    ...violations,
  ];
  return { world, calls: answer.calls, violations: told.map((violation) => `${flow.name}, clean: ${violation}`) };
}

type Trial = { fault: CallFault; call: string | undefined; clean: World };

/** One call fails; then everything and everybody has their turn, and what there is then is looked at. */
export async function runTrial(
  ground: Ground,
  flow: Flow,
  { fault, call, clean }: Trial,
): Promise<{ hasFired: boolean; violations: string[] }> {
  const scene = await setScene(ground, flow);
  const victim = await ground.victims.current();
  const answer = await runIn(victim, flow, { scene, fault }).catch((error: unknown) => {
    ground.victims.bury();
    return { hasFired: true, ended: error instanceof Error ? error.message : String(error) };
  });
  const violations = judgeWord(answer, { fault, call });
  if (flow.again === "repeated") violations.push(...(await repeat(ground, flow, scene)));
  await heal(ground, scene);
  const { world, bill, violations: found } = await examine(ground, scene);
  const judge = flow.judge ?? ((end: World) => differsIn("in the end", end, clean));
  violations.push(...found, ...judge(world, clean, bill));
  const isUnpaid = bill.paid === 0 && !world.attempts.some(isOpen);
  if (flow.again === "if unpaid" && isUnpaid) violations.push(...(await buyAgain(ground, flow, { scene, clean })));
  await leave(ground, scene);
  return { hasFired: answer.hasFired, violations };
}

/** Whoever asked is told that it is done or that something is away, unless nobody is left to tell them. */
function judgeWord(
  { ended, hasFired }: Pick<SweptAnswer, "ended" | "hasFired">,
  { fault, call }: Pick<Trial, "fault" | "call">,
): string[] {
  const away = isNetwork(call) ? ["ok", "unavailable", "provider_down"] : ["ok", "unavailable"];
  const isRight = fault.how === "kill" && hasFired ? ended.includes("has ended") : away.includes(ended);
  return isRight ? [] : [`whoever asked was told: ${ended}`];
}

async function setScene(ground: Ground, flow: Flow): Promise<Staged> {
  const { emulator, healer, app, apolloId } = ground;
  const key = ground.key();
  await emulator.addKey(key);
  const team = await healer.ask("setUp", { key, members: 1, limit: "50", memberLimits: [] });
  const rep = team.members[0] ?? team.admin;
  const anotherKey = async (): Promise<string> => {
    const another = ground.key();
    await emulator.addKey(another);
    return another;
  };
  const scene: Scene = { team, rep, healer, app, apolloId, anotherKey };
  return { ...scene, digest: ground.digestOf(key), subject: await flow.begin(scene) };
}

type Run = { scene: Staged; fault: CallFault | null };

function runIn(where: AppProcess, { name, by }: Flow, { scene, fault }: Run): Promise<SweptAnswer> {
  const { team, rep, subject } = scene;
  return where.ask("runSwept", { flow: name, viewer: by === "admin" ? team.admin : rep, subject, fault });
}

/** Whoever was told that it failed, or nothing at all, does it again. It may turn out to have been done. */
async function repeat({ healer }: Ground, flow: Flow, scene: Staged): Promise<string[]> {
  const { ended } = await runIn(healer, flow, { scene, fault: null });
  return ended === "ok" || ended === (flow.doneAs ?? "conflict") ? [] : [`doing it again ended with ${ended}`];
}

/** Nothing was bought: whoever asks again gets what they would have got, as if it were the first time. */
async function buyAgain(
  ground: Ground,
  flow: Flow,
  { scene, clean }: { scene: Staged; clean: World },
): Promise<string[]> {
  await runIn(ground.healer, flow, { scene, fault: null });
  await heal(ground, scene);
  const { world, violations } = await examine(ground, scene);
  const last = { ...world, attempts: world.attempts.slice(-1) };
  return [...violations, ...differsIn("asked for again", last, clean)];
}

/** What a worker does over and over: what has come is applied before it is asked for. */
const ROUND = [
  "sweep",
  "apply",
  "send-reserved",
  "poll",
  "reconcile",
  "settle-by-usage",
  "sweep-waits",
  "sweep-holds",
  "erase",
  "end-keys",
] as const;
const ROUNDS_MAX = 4;
/** Longer than a lease, and than a body waits for an attempt that is being sent; a mobile is waited for in three rounds. */
const ROUND_MINUTES = 5;

/** Time goes by, and all that is done in the background has its turn, until nothing is left that could come of it. */
async function heal(ground: Ground, { team: { workspaceId }, digest }: Staged): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    await passMinutes(ground.app, workspaceId, ROUND_MINUTES);
    await untilCallbacksAreOver(ground.log, digest);
    for (const name of ROUND) await ground.healer.ask("work", name);
    if (await isAtRest(ground.app, workspaceId)) return;
  }
}

const CALL_WITHIN_MS = 10_000;

/** Resolves once the emulator has nothing more to deliver to this team. */
async function untilCallbacksAreOver(log: Client, digest: Buffer): Promise<void> {
  const deadline = performance.now() + CALL_WITHIN_MS;
  for (;;) {
    const { rows } = await log.query<{ due: number }>(
      `SELECT count(*)::int AS due FROM sandbox_callback c JOIN sandbox_enrichment e ON e.request_id = c.request_id
         JOIN sandbox_team t ON t.id = e.team_id WHERE t.key_digest = $1 AND c.due_at IS NOT NULL`,
      [digest],
    );
    if (rows[0]?.due === 0) return;
    if (performance.now() > deadline) throw new Error("the emulator's callbacks do not end");
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

/** What must hold whatever failed. */
async function examine(
  { app, log, healer }: Ground,
  { team: { workspaceId }, digest }: Staged,
): Promise<{ world: World; bill: Bill; violations: string[] }> {
  await healer.ask("work", "reconcile");
  const world = await readWorld(app, workspaceId);
  const bill = await readBill(log, digest);
  const violations = [
    ...(bill.calls <= world.attempts.length ? [] : [`${bill.calls} calls of ${world.attempts.length} attempts`]),
    ...(world.attempts.some(isOpen)
      ? []
      : [
          ...differs("what was spent against the emulator's bill", spentOf(world), Number(bill.credits)),
          ...(await findDrift(app, workspaceId)),
        ]),
    ...(await findBookFaults(app, [workspaceId])),
    ...(await findLeftovers(app, workspaceId)),
  ];
  return { world, bill, violations };
}

/** What the product itself finds when it compares its books with the provider's figures. */
async function findDrift(app: Client, workspaceId: string): Promise<string[]> {
  const { rows } = await app.query<{ drift: number }>(
    "SELECT drift::float8 AS drift FROM reconciliation WHERE workspace_id = $1 ORDER BY taken_at DESC LIMIT 1",
    [workspaceId],
  );
  return differs("the drift of the last comparison", rows, [{ drift: 0 }]);
}

function spentOf({ attempts }: World): number {
  const charges = attempts.flatMap(({ ledger }) => ledger.filter((entry) => entry.startsWith("charge ")));
  return charges.reduce((sum, entry) => sum + Number(entry.split(" ")[2]), 0);
}

/** Its key goes out of use, so that no later round is about this workspace. */
async function leave({ app }: Ground, { team }: Staged): Promise<void> {
  await app.query("UPDATE api_key SET state = 'disabled' WHERE workspace_id = $1", [team.workspaceId]);
}
