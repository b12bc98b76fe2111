import "server-only";
import { db, inTransaction } from "@/lib/db/client";
import type { LookupIdentity, LookupOptions } from "@/lib/lookups/lookup";
import { findAnswersInStore } from "@/lib/lookups/server/find-answer-in-store";
import { findBars } from "@/lib/lookups/server/find-bar";
import type { Verdict } from "@/lib/runs/server/run-store";
import { REASON_WORDS } from "@/lib/suppressions/suppression";

/** A lot is judged in two halves at once: while the database answers for one, the other is prepared. */
const LOT_ROWS = 2000;

type Judging = { workspaceId: string; runId: string; options: LookupOptions; isRefresh: boolean };
type ValidRow = { number: number; identity: LookupIdentity; key: string };

/**
 * Of a run's valid rows those that would not be sent, and why: named before in the file, on the suppression list, already ours. The
 * questions are those that a lookup asks before its call, put for a thousand rows at once. Each lot is a transaction of its own, so
 * that the suppression list is held for moments only.
 */
export async function judgeRows(judging: Judging): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const firstOf = new Map<string, number>();
  for (let after = 0; ;) {
    const lot = await readLot(judging, after);
    const last = lot.at(-1);
    if (!last) return verdicts;
    const fresh: ValidRow[] = [];
    for (const row of lot) {
      const first = firstOf.get(row.key);
      if (first === undefined) {
        firstOf.set(row.key, row.number);
        fresh.push(row);
      } else verdicts.push(duplicateOf(row.number, first));
    }
    const half = Math.ceil(fresh.length / 2);
    const halves = [fresh.slice(0, half), fresh.slice(half)];
    verdicts.push(...(await Promise.all(halves.map((rows) => judgeLot(judging, rows)))).flat());
    after = last.number;
  }
}

function duplicateOf(number: number, first: number): Verdict {
  return { number, state: "duplicate", reason: `The same person as in row ${String(first)}.`, person_id: null };
}

function readLot({ workspaceId, runId }: Judging, after: number): Promise<ValidRow[]> {
  return db.$queryRaw`
    SELECT number, identity, identity_key AS key FROM run_row
     WHERE run_id = ${runId} AND workspace_id = ${workspaceId} AND number > ${after} AND identity IS NOT NULL
     ORDER BY number LIMIT ${LOT_ROWS}`;
}

async function judgeLot({ workspaceId, options, isRefresh }: Judging, rows: readonly ValidRow[]): Promise<Verdict[]> {
  if (rows.length === 0) return [];
  const identities = rows.map(({ identity }) => identity);
  const questions = identities.map((identity) => ({ identity }));
  const [bars, answers] = await Promise.all([
    inTransaction((tx) => findBars(tx, workspaceId, questions)),
    isRefresh ? [] : findAnswersInStore(db, workspaceId, { identities, options }),
  ]);
  return rows.flatMap(({ number }, index): Verdict[] => {
    const bar = bars[index]?.bar;
    if (bar)
      return [
        {
          number,
          state: "suppressed",
          reason: `On the suppression list: ${REASON_WORDS[bar.reason]}.`,
          person_id: null,
        },
      ];
    const answer = answers[index];
    if (answer?.holding.missing.length !== 0) return [];
    const day = answer.holding.boughtAt.toISOString().slice(0, 10);
    return [{ number, state: "ours", reason: `Already ours, bought on ${day}.`, person_id: answer.person.id }];
  });
}
