import type { Client } from "pg";
import type { Viewer } from "@/lib/auth/viewer";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import { findMagic } from "@/lib/sandbox/world/magic";
import type { Team } from "@/scripts/proof/app-commands";
import type { AppProcess } from "@/scripts/proof/app-process";
import type { Bill } from "@/scripts/proof/emulator";
import type { SweptFlow } from "@/scripts/proof/sweep-commands";
import { judgeErasure, judgeLookup } from "@/scripts/proof/sweep-ends";
import { passMinutes, type World } from "@/scripts/proof/sweep-world";

/** A workspace of its own, whose lookups go out from the process that nothing happens to. */
export type Scene = {
  team: Team;
  rep: Viewer;
  healer: AppProcess;
  app: Client;
  /** Somebody with a mobile. */
  apolloId: string;
  /** Makes one more API key known to the provider, and resolves with it. */
  anotherKey: () => Promise<string>;
};

export type Flow = {
  name: SweptFlow;
  switches: Partial<SandboxSwitches>;
  /** Brings the workspace to where the flow begins. Resolves with what the flow is about. */
  begin: (scene: Scene) => Promise<string>;
  by: "rep" | "admin";
  /**
   * How it goes on after a failure: a worker's round comes again; a person who was told that it failed does it again, and
   * it is done or refused as done; whoever has bought nothing asks again.
   */
  again: "by itself" | "repeated" | "if unpaid";
  /** Where the short form is to leave calls out: it takes every so manieth. */
  shortEvery?: number;
  /** How whoever does it again is told that it is done already. Unset: as a conflict. */
  doneAs?: "not_found";
  /** What there may be in the end, by the provider's log. Unset: what there is when nothing fails. */
  judge?: (found: World, clean: World, bill: Bill) => string[];
  /** What stands in the ledger when nothing fails. */
  ledger: string[];
};

const WHOLE = ["charge phone 8", "charge profile 1", "hold lookup 9"];
const PROFILE = ["charge profile 1", "hold lookup 1"];

const DONE_ONCE = { by: "admin", again: "repeated", doneAs: "not_found" } as const;
const ROUND = { by: "rep", again: "by itself" } as const;

/** Another flow is another entry, and what it runs an entry of SWEPT. */
export const FLOWS: readonly Flow[] = [
  {
    ...{ name: "lookup", switches: {}, by: "rep", again: "if unpaid", judge: judgeLookup },
    begin: compareFirst,
    ledger: WHOLE,
  },
  { name: "apply", switches: {}, ...ROUND, begin: receive, ledger: WHOLE },
  { name: "poll", switches: { drop: 1 }, ...ROUND, begin: waitInVain, ledger: WHOLE },
  { name: "settle by hand", switches: {}, by: "rep", again: "repeated", begin: loseAnswer, ledger: PROFILE },
  { name: "settle by usage", switches: {}, ...ROUND, begin: loseAnswer, ledger: PROFILE },
  { name: "replay", switches: {}, by: "admin", again: "repeated", begin: putAside, ledger: WHOLE },
  {
    name: "erase",
    switches: {},
    ...DONE_ONCE,
    begin: becomeSomebody,
    judge: judgeErasure,
    shortEvery: 3,
    ledger: WHOLE,
  },
  { name: "rotate key", switches: { drop: 1 }, ...DONE_ONCE, begin: waitForKey, shortEvery: 2, ledger: WHOLE },
];

const COME_WITHIN_MS = 10_000;

/** What an outcome that nobody knows may be settled by: the provider's figures before it. */
async function compareFirst({ healer, apolloId }: Scene): Promise<string> {
  await healer.ask("work", "reconcile");
  return apolloId;
}

/** A body has come and is not applied yet. */
async function receive(scene: Scene): Promise<string> {
  await lookUp(scene, { apolloId: scene.apolloId, revealPhoneNumber: true });
  const deadline = performance.now() + COME_WITHIN_MS;
  for (;;) {
    const { rows } = await scene.app.query<{ id: string }>(
      "SELECT id FROM delivery WHERE workspace_id = $1 AND state = 'received'",
      [scene.team.workspaceId],
    );
    if (rows[0]) return rows[0].id;
    if (performance.now() > deadline) throw new Error("no callback has come");
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

/** No callback ever comes, and it is time to ask. */
async function waitInVain(scene: Scene): Promise<string> {
  await lookUp(scene, { apolloId: scene.apolloId, revealPhoneNumber: true });
  await passMinutes(scene.app, scene.team.workspaceId, 5);
  return "";
}

/** A profile is bought and billed, and the answer is lost. */
async function loseAnswer(scene: Scene): Promise<string> {
  const lost = findMagic(({ key }) => key === "error.reset");
  if (!lost) throw new Error("nobody's answer is lost");
  await compareFirst(scene);
  return lookUp(scene, { apolloId: lost.id, revealPhoneNumber: false });
}

/** As a build has left it that could not read it. */
async function putAside(scene: Scene): Promise<string> {
  const id = await receive(scene);
  await scene.app.query(
    "UPDATE delivery SET state = 'quarantined', reason = 'it is of a shape that is not known', applied_at = now() WHERE id = $1",
    [id],
  );
  return id;
}

/** Somebody is known, and their phone has come and is not theirs yet. */
async function becomeSomebody(scene: Scene): Promise<string> {
  await receive(scene);
  const { rows } = await scene.app.query<{ id: string }>("SELECT id FROM person WHERE workspace_id = $1", [
    scene.team.workspaceId,
  ]);
  if (!rows[0]) throw new Error("nobody is known");
  return rows[0].id;
}

/** A phone is waited for, which only the key that asked for it can be asked for. */
async function waitForKey(scene: Scene): Promise<string> {
  await waitInVain(scene);
  const { rows } = await scene.app.query<{ id: string }>("SELECT id FROM api_key WHERE workspace_id = $1", [
    scene.team.workspaceId,
  ]);
  return `${rows[0]?.id ?? ""} ${await scene.anotherKey()}`;
}

async function lookUp(
  { healer, rep }: Scene,
  input: { apolloId: string; revealPhoneNumber: boolean },
): Promise<string> {
  const [answer] = await healer.ask("lookUp", [{ viewer: rep, input }]);
  if (!answer || !("lookupId" in answer)) throw new Error(`the lookup was refused: ${JSON.stringify(answer)}`);
  return answer.lookupId;
}
