import type { Random } from "@/scripts/proof/random";

export const VICTIMS = {
  web: ["web"],
  worker: ["worker"],
  postgres: ["postgres"],
  both: ["web", "postgres"],
} as const;

export type FaultKind = keyof typeof VICTIMS;
export type Victim = (typeof VICTIMS)[FaultKind][number];
export const FAULT_KINDS = Object.keys(VICTIMS) as FaultKind[];

/** A kill, after so many acknowledgements since everything was well again, and then some time into what is in flight. */
export type Fault = { kind: FaultKind; afterAcks: number; thenMs: number };

/** Of 300: 200 of the app, 100 of the database, 50 of both at once. What is left over goes to the web server. */
const SHARES: Record<FaultKind, number> = { web: 0.3, worker: 0.2, postgres: 1 / 3, both: 1 / 6 };
const THEN_MS_MAX = 30;

type Drawing = { trials: number; acksBetween: number; random: Random };

/** At least one of each kind, where there are so many. */
export function drawFaults({ trials, acksBetween, random }: Drawing): Fault[] {
  const counted = FAULT_KINDS.flatMap((kind) =>
    Array<FaultKind>(Math.max(1, Math.floor(SHARES[kind] * trials))).fill(kind),
  );
  const rest = Array<FaultKind>(Math.max(0, trials - counted.length)).fill("web");
  return random.shuffled([...counted.slice(0, trials), ...rest]).map((kind) => ({
    kind,
    afterAcks: random.below(2 * acksBetween),
    thenMs: random.below(THEN_MS_MAX),
  }));
}
