import { wait } from "@/scripts/proof/ground";
import { drawEvents, type EventKind } from "@/scripts/proof/run-events";
import { type RunScene, unlessConflict, WORKERS } from "@/scripts/proof/run-scene";
import { readRunNow, untilRun } from "@/scripts/proof/run-watch";

export type Played = { kills: number; pauses: number; stops: number; again: number; violations: string[] };

/** Longer than anything that was under way takes to have been sent. */
const STANDS_MS = 400;
const KILLED_WITHIN_MS = 12;

/** Lets happen to the run what was drawn, one after the other, and lets it go on each time. */
export async function playEvents(scene: RunScene, form: "full" | "short"): Promise<Played> {
  const { ground, runId, random } = scene;
  const played: Played = { kills: 0, pauses: 0, stops: 0, again: 0, violations: [] };
  const { queued: all } = await readRunNow(ground.app, runId);
  for (const { kind, atQueued, thenMs } of drawEvents(form, all, random)) {
    const { state } = await untilRun(ground.app, runId, (now) => now.state !== "running" || now.queued <= atQueued);
    if (state !== "running") break;
    await wait(thenMs);
    await EVENT[kind](scene, played);
  }
  return played;
}

const EVENT: Record<EventKind, (scene: RunScene, played: Played) => Promise<void>> = {
  kill: (scene, played) => killSome(scene, played, [scene.random.below(WORKERS)]),
  kill_all: (scene, played) => killSome(scene, played, [0, 1]),
  pause: (scene, played) => pause(scene, played),
  stop: (scene, played) => stop(scene, played),
  pause_killed: async (scene, played) => {
    await commandAndKill(scene, played, "pauseRun");
    await pause(scene, played);
  },
  stop_killed: async (scene, played) => {
    await commandAndKill(scene, played, "stopRun");
    await stop(scene, played);
  },
};

async function killSome({ workers }: RunScene, played: Played, places: readonly number[]): Promise<void> {
  await Promise.all(places.map((place) => workers.kill(place)));
  played.kills += places.length;
  for (const place of places) workers.start(place);
}

/** Whether it was carried out nobody knows: whoever asked for it asks once more. */
async function commandAndKill(scene: RunScene, played: Played, command: "pauseRun" | "stopRun"): Promise<void> {
  const { workers, team, runId, random } = scene;
  const place = random.below(WORKERS);
  const asked = workers.at(place)?.ask(command, { viewer: team.admin, runId });
  asked?.catch(() => null);
  await wait(random.below(KILLED_WITHIN_MS));
  await killSome(scene, played, [place]);
}

async function pause(scene: RunScene, played: Played): Promise<void> {
  const { ground, team, runId } = scene;
  await unlessConflict(ground.desk.ask("pauseRun", { viewer: team.admin, runId }));
  if ((await readRunNow(ground.app, runId)).state !== "paused") return;
  played.pauses += 1;
  played.violations.push(...(await findUnrest(scene, "a pause")));
  await ground.desk.ask("resumeRun", { viewer: team.members[0] ?? team.admin, runId });
}

async function stop(scene: RunScene, played: Played): Promise<void> {
  const { ground, team, runId } = scene;
  await unlessConflict(ground.desk.ask("stopRun", { viewer: team.members[0] ?? team.admin, runId }));
  if ((await readRunNow(ground.app, runId)).state !== "stopped") return;
  played.stops += 1;
  played.violations.push(...(await findUnrest(scene, "a stop")));
  const { queued } = await readRunNow(ground.app, runId);
  if (queued > 0) played.violations.push(`${queued} rows were still queued after a stop`);
  const again = ground.desk.ask("retryRun", { viewer: team.admin, runId, which: "stopped" });
  played.again += (await unlessConflict(again))?.rows ?? 0;
}

const CALLS = "SELECT count(*)::int AS calls FROM bulk_call WHERE run_id = $1";

/** Once it has committed, no further call begins. */
async function findUnrest({ ground, runId }: RunScene, after: string): Promise<string[]> {
  const count = async () => (await ground.app.query<{ calls: number }>(CALLS, [runId])).rows[0]?.calls ?? 0;
  const before = await count();
  await wait(STANDS_MS);
  const more = (await count()) - before;
  return more === 0 ? [] : [`${more} calls began after ${after}`];
}
