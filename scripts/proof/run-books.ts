import type { RowState } from "@/lib/runs/run";
import type { Ground, KeyedTeam } from "@/scripts/proof/ground";
import { readBilled } from "@/scripts/proof/run-doubts";
import type { RunFile } from "@/scripts/proof/run-file";
import { differs } from "@/scripts/proof/verdict";

type Row = {
  number: number;
  state: RowState;
  reason: string | null;
  outcome: string | null;
  errorCode: string | null;
  hasAttempt: boolean;
};

const ROWS = `
  SELECT r.number, r.state, r.reason, l.outcome, l.error_code AS "errorCode", l.attempt_id IS NOT NULL AS "hasAttempt"
    FROM run_row r LEFT JOIN lookup l ON l.id = r.lookup_id AND l.workspace_id = r.workspace_id
   WHERE r.run_id = $1 ORDER BY r.number`;

/** States that are an answer by themselves; the others have to say why. */
const ANSWERED: readonly RowState[] = ["matched", "no_match", "needs_a_look"];
/** Of which the lookup says the same word. */
const SAID_BY_LOOKUP: readonly RowState[] = [...ANSWERED, "failed", "unknown"];
const SHOWN_MAX = 5;

/** Every row ended as the file and the provider have it, once, and says why where there is no answer. */
export async function findRowFaults({ app }: Ground, runId: string, file: RunFile): Promise<string[]> {
  const { rows } = await app.query<Row>(ROWS, [runId]);
  const found: Record<string, string[]> = {};
  const note = (what: string, { number, state, reason, outcome }: Row) =>
    (found[what] ??= []).push(`${number} (${state}, ${outcome ?? "no lookup"}, ${reason ?? "no reason"})`);
  for (const row of rows) {
    const planned = file.rows[row.number - 1];
    if (!planned?.ends.includes(row.state)) note("rows that ended otherwise than they may", row);
    if (!ANSWERED.includes(row.state) && row.reason === null && row.errorCode === null)
      note("rows without an answer and without a reason", row);
    if (SAID_BY_LOOKUP.includes(row.state) && row.outcome !== row.state)
      note("rows that say otherwise than their lookup", row);
    // What was asked for and not charged was retried, until it was answered.
    if (row.state === "failed" && row.errorCode !== "answer_lost") note("rows that failed for nothing", row);
  }
  const told = Object.entries(found).map(
    ([what, which]) => `${which.length} ${what}: ${which.slice(0, SHOWN_MAX).join(", ")}`,
  );
  return [...differs("rows of the run against those of the file", rows.length, file.rows.length), ...told];
}

const CHARGED_TWICE = `
  SELECT r.number, count(DISTINCT a.id)::int AS times
    FROM run_row r JOIN lookup l ON l.workspace_id = r.workspace_id AND l.input = r.identity
    JOIN ledger_entry e ON e.attempt_id = l.attempt_id AND e.kind = 'charge' AND e.part = 'profile'
    JOIN attempt a ON a.id = e.attempt_id
   WHERE r.run_id = $1 AND r.state NOT IN ('duplicate', 'invalid')
   GROUP BY r.number HAVING count(DISTINCT a.id) > 1`;

/** What was paid more than once, by the provider's log and by our own books. */
export async function findPaidTwice(
  ground: Ground,
  { team, runId, file }: { team: KeyedTeam; runId: string; file: RunFile },
): Promise<string[]> {
  const billed = await readBilled(ground, team);
  const twice = file.rows.flatMap(({ person }, at) => {
    const calls = person === null ? 0 : (billed.get(person) ?? 0);
    return calls > 1 ? [`row ${at + 1} was paid ${calls} times at the provider`] : [];
  });
  const { rows } = await ground.app.query<{ number: number; times: number }>(CHARGED_TWICE, [runId]);
  return [...twice, ...rows.map(({ number, times }) => `row ${number} was charged ${times} times`)];
}

const HELD = `
  SELECT (SELECT coalesce(sum(held), 0) FROM budget_period WHERE workspace_id = $1)::float8 AS held,
         (SELECT coalesce(sum(credits_held), 0) FROM lookup WHERE workspace_id = $1)::float8 AS shown`;

/** Nothing is held once everything is over. */
export async function findHolds({ app }: Ground, workspaceId: string): Promise<string[]> {
  const { rows } = await app.query<object>(HELD, [workspaceId]);
  return differs("what is still held", rows[0], { held: 0, shown: 0 });
}

/** Rows by state, as the run's page counts them. */
export async function countRows({ app }: Ground, runId: string): Promise<Map<string, number>> {
  const { rows } = await app.query<{ state: string; count: number }>(
    `SELECT state, count(*)::int AS count FROM run_row WHERE run_id = $1 GROUP BY state ORDER BY state`,
    [runId],
  );
  return new Map(rows.map(({ state, count }) => [state, count]));
}
