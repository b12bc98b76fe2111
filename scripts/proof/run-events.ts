import type { Random } from "@/scripts/proof/random";

/**
 * What befalls a run under way. `kill`: one of its workers, `kill_all`: both. `pause` and `stop` by a person, who goes on with
 * it later; `pause_killed`, `stop_killed`: and the process in which they do so is killed in the middle of it.
 */
export const EVENTS = ["kill", "kill_all", "pause", "stop", "pause_killed", "stop_killed"] as const;
export type EventKind = (typeof EVENTS)[number];

/** `atQueued`: once so many rows are left in the queue; then so long into what is in flight. */
export type RunEvent = { kind: EventKind; atQueued: number; thenMs: number };

const COUNTS: Record<"full" | "short", Record<EventKind, number>> = {
  full: { kill: 6, kill_all: 3, pause: 3, stop: 2, pause_killed: 2, stop_killed: 2 },
  short: { kill: 1, kill_all: 0, pause: 1, stop: 1, pause_killed: 0, stop_killed: 0 },
};
const THEN_MS_MAX = 80;

/** Spread over the run, the first soon after its start. */
export function drawEvents(form: "full" | "short", queued: number, random: Random): RunEvent[] {
  const kinds = random.shuffled(EVENTS.flatMap((kind) => Array<EventKind>(COUNTS[form][kind]).fill(kind)));
  const span = (queued * 0.9) / kinds.length;
  return kinds.map((kind, at) => ({
    kind,
    atQueued: Math.floor(queued * 0.97 - span * (at + random.next() * 0.8)),
    thenMs: random.below(THEN_MS_MAX),
  }));
}
