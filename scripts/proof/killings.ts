import type { Count, Stored } from "@/scripts/proof/final-state";
import { FAULT_KINDS, type FaultKind } from "@/scripts/proof/kill-schedule";
import { isAck, type Operation, type Span } from "@/scripts/proof/operations";
import { median } from "@/scripts/bench/statistics";

/** One kill as it went. Times in ms: `killedOn` of the system's clock, the others of this process's. */
export type Killing = {
  kind: FaultKind;
  killedAt: number;
  killedOn: number;
  goneAt: number;
  /** When what was killed had been started again. */
  startedAt: number;
  /** While the database was dying, where it was killed. */
  crash: Span | null;
  /** Of the machine, a minute's mean: what else it has to do. */
  load: number;
};

/** `againMs`: until somebody was answered well. `resumedMs`: until a delivery was applied. NaN: never. */
export type Recovery = Killing & { againMs: number; resumedMs: number };

/** Of the web server alone. */
const AGAIN_WITHIN_MS = 3000;
/** Of the database, from its own return. */
const DATABASE_AGAIN_WITHIN_MS = 2000;
const RESUMED_WITHIN_MS = 60_000;
const REFUSED_WITHIN_MS = 3000;

export function recoveriesOf(
  killings: readonly Killing[],
  operations: readonly Operation[],
  stored: readonly Stored[],
): Recovery[] {
  const acks = operations.flatMap(({ tries }) => tries.filter(isAck));
  acks.sort((left, right) => left.endedAt - right.endedAt);
  const applied = stored.flatMap(({ appliedAt }) => appliedAt ?? []).sort((left, right) => left - right);
  return killings.map((killing) => {
    const firstAck = acks.find(({ sentAt }) => sentAt > killing.goneAt);
    const firstApplied = applied.find((at) => at > killing.killedOn);
    return {
      ...killing,
      againMs: (firstAck?.endedAt ?? Number.NaN) - killing.killedAt,
      resumedMs: (firstApplied ?? Number.NaN) - killing.killedOn,
    };
  });
}

/** What took longer than it may. */
export function lateAgain(recoveries: readonly Recovery[], patience: number): string[] {
  return recoveries.flatMap(({ kind, killedAt, startedAt, againMs, resumedMs, load }) => {
    const sinceReturnMs = killedAt + againMs - startedAt;
    const isLate =
      { web: againMs, worker: resumedMs, postgres: sinceReturnMs, both: 0 }[kind] > patience * BOUND_MS[kind];
    const told = `answered after ${seconds(againMs)}, its return ${seconds(sinceReturnMs)} ago, work resumed after ${seconds(resumedMs)}, at a load of ${load.toFixed(1)}`;
    return isLate || Number.isNaN(againMs + resumedMs) ? [`too late after a kill of ${kind}: ${told}`] : [];
  });
}

const BOUND_MS: Record<FaultKind, number> = {
  web: AGAIN_WITHIN_MS,
  worker: RESUMED_WITHIN_MS,
  postgres: DATABASE_AGAIN_WITHIN_MS,
  both: Number.POSITIVE_INFINITY,
};

/** An answer is an acknowledgement, or a 503 within 3 s. No answer is a cut connection, never silence. */
export function oddAnswers(operations: readonly Operation[], patience: number): string[] {
  return operations.flatMap(({ id, tries }) =>
    tries.flatMap((tried) => {
      const tookMs = tried.endedAt - tried.sentAt;
      if (tried.kind === "silent") return [`operation ${id}: silence for ${seconds(tookMs)}`];
      if (tried.kind !== "answered" || isAck(tried)) return [];
      if (tried.status !== 503) return [`operation ${id}: answered ${tried.status}`];
      return tookMs > patience * REFUSED_WITHIN_MS ? [`operation ${id}: refused only after ${seconds(tookMs)}`] : [];
    }),
  );
}

type Found = {
  killings: readonly Killing[];
  recoveries: readonly Recovery[];
  count: Count;
  operations: readonly Operation[];
};

export function figuresOf({ killings, recoveries, count, operations }: Found): string {
  const tries = operations.flatMap((operation) => operation.tries);
  const acks = tries.filter(isAck).length;
  const bodies = operations.filter((operation) => operation.tries.some(isAck)).length;
  const cut = tries.filter(({ kind }) => kind === "cut").length;
  const refused = tries.filter((tried) => tried.kind === "answered" && !isAck(tried)).length;
  const kinds = FAULT_KINDS.map((kind) => `${killings.filter((killing) => killing.kind === kind).length} ${kind}`);
  const againOf = (kind: FaultKind) => recoveries.flatMap((one) => (one.kind === kind ? [one.againMs] : []));
  const resumed = recoveries.flatMap(({ kind, resumedMs }) => (kind === "worker" ? [resumedMs] : []));
  return [
    `${killings.length} kills (${kinds.join(", ")}), ${grouped(acks)} acks of ${grouped(bodies)} bodies, ${grouped(cut)} calls cut off, ${grouped(refused)} refused: ` +
      `${count.lost.length} lost, ${count.ghosts.length} ghosts, ${count.doubled.length} doubled`,
    `ready again after ${spread(againOf("web"))}`,
    `with the database ${spread(againOf("both"))}`,
    `the database alone ${spread(againOf("postgres"))}`,
    `a dead worker's work resumed after ${spread(resumed)}`,
    `upper bound ${((3 / acks) * 100).toPrecision(1)} %`,
    `load ${Math.max(...killings.map(({ load }) => load)).toFixed(1)} (max)`,
  ].join("; ");
}

const spread = (ms: readonly number[]): string =>
  ms.length === 0 ? "-" : `${seconds(median(ms))} (median), ${seconds(Math.max(...ms))} (max)`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const grouped = (count: number): string => count.toLocaleString("en-US");
