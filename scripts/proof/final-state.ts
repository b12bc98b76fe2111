import type { Client } from "pg";
import { isAck, type Operation, outcomeOf, type Span } from "@/scripts/proof/operations";
import { differs } from "@/scripts/proof/verdict";

export type Stored = { attemptId: string; sha256: string; state: string; seen: number; appliedAt: number | null };

const STANDS_STILL_MS = 60_000;

/** Resolves once nothing that was received waits to be applied. Throws when a minute goes by without progress. */
export async function untilApplied(client: Client): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let progressAt = performance.now();
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM delivery WHERE state = 'received'",
    );
    const waiting = rows[0]?.waiting ?? 0;
    if (waiting === 0) return;
    if (waiting < least) [least, progressAt] = [waiting, performance.now()];
    if (performance.now() - progressAt > STANDS_STILL_MS) throw new Error(`${waiting} bodies are not applied`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** Every delivery there is, each known by the bytes that it holds. `appliedAt` in ms of the system's clock. */
export async function readStored(client: Client): Promise<Stored[]> {
  const { rows } = await client.query<Stored>(
    `SELECT attempt_id AS "attemptId", encode(sha256(body), 'hex') AS sha256, state, seen,
            (extract(epoch FROM applied_at) * 1000)::float8 AS "appliedAt" FROM delivery`,
  );
  return rows;
}

export type Count = {
  /** Acknowledged more often than it is counted in what is stored: mostly once and not at all. */
  lost: string[];
  /** Stored, though nobody sent it, or whoever did was refused. */
  ghosts: string[];
  doubled: string[];
  /** Counted more often than it was sent. */
  overcounted: string[];
};

/** Holds what the senders know against what is stored. */
export function countOperations(
  operations: readonly Operation[],
  stored: readonly Stored[],
  crashes: readonly Span[],
): Count {
  const rowsOf = Map.groupBy(stored, ({ attemptId, sha256 }) => `${attemptId} ${sha256}`);
  const count: Count = { lost: [], ghosts: [], doubled: [], overcounted: [] };
  for (const operation of operations) {
    const key = `${operation.attempt.attemptId} ${operation.sha256}`;
    const rows = rowsOf.get(key) ?? [];
    rowsOf.delete(key);
    const seen = rows.reduce((sum, row) => sum + row.seen, 0);
    const told = `operation ${operation.id}: ${operation.tries.map(tell).join(", ")}; ${rows.length} rows, seen ${seen} times`;
    if (operation.tries.filter(isAck).length > seen) count.lost.push(`lost: ${told}`);
    if (outcomeOf(operation, crashes) === "fail" && rows.length > 0) count.ghosts.push(`ghost: ${told}`);
    if (rows.length > 1) count.doubled.push(`doubled: ${told}`);
    if (seen > operation.tries.length) count.overcounted.push(`overcounted: ${told}`);
  }
  count.ghosts.push(...[...rowsOf.keys()].map((key) => `ghost: nobody sent ${key}`));
  return count;
}

const tell = (tried: Operation["tries"][number]): string =>
  tried.kind === "answered" ? String(tried.status) : tried.kind;

type Effect = { attemptId: string; phones: string[]; charges: string[] };

/** What every stored delivery must have done, once: the numbers of all of them together, and one charge. */
export async function findEffectFaults(
  client: Client,
  operations: readonly Operation[],
  stored: readonly Stored[],
): Promise<string[]> {
  const numbersOf = new Map(operations.map(({ sha256, numbers }) => [sha256, numbers]));
  const storedOf = Map.groupBy(stored, ({ attemptId }) => attemptId);
  const { rows } = await client.query<Effect>(
    `SELECT a.id AS "attemptId",
            ARRAY(SELECT p.number FROM person_phone p WHERE p.person_id = l.person_id ORDER BY p.number) AS phones,
            ARRAY(SELECT e.part || ' ' || e.credits::float8 FROM ledger_entry e
                   WHERE e.attempt_id = a.id AND e.kind = 'charge' ORDER BY e.part) AS charges
       FROM attempt a JOIN lookup l ON l.attempt_id = a.id`,
  );
  const notApplied = stored.filter(({ state }) => state !== "applied");
  return [
    ...notApplied.map(({ attemptId, state }) => `a body of ${attemptId} ended as ${state}`),
    ...rows.flatMap(({ attemptId, ...found }) => {
      const bodies = storedOf.get(attemptId) ?? [];
      const phones = [...new Set(bodies.flatMap(({ sha256 }) => numbersOf.get(sha256) ?? []))].sort();
      const expected = { phones, charges: bodies.length > 0 ? ["phone 8"] : [] };
      return differs(`what the bodies of ${attemptId} did`, found, expected);
    }),
  ];
}
