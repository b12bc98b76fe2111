import type { Ground, KeyedTeam } from "@/scripts/proof/ground";
import type { RunFile } from "@/scripts/proof/run-file";

type Sent = { number: number; lookupId: string; isOpen: boolean; isBooked: boolean };

/** Every attempt that was made for a row of the run, oldest first: whoever asks for the same is the same row, or named in one before it. */
const SENT = `
  SELECT DISTINCT ON (a.created_at, a.id) r.number, l.id AS "lookupId", a.state = 'unknown' AND a.settled_at IS NULL AS "isOpen",
         EXISTS (SELECT FROM ledger_entry e WHERE e.attempt_id = a.id AND e.kind = 'charge') AS "isBooked"
    FROM run_row r JOIN lookup l ON l.workspace_id = r.workspace_id AND l.input = r.identity
    JOIN attempt a ON a.id = l.attempt_id
   WHERE r.run_id = $1 AND r.state NOT IN ('duplicate', 'invalid') ORDER BY a.created_at, a.id, l.created_at`;

const BILLED = `
  SELECT person, count(*)::int AS calls
    FROM sandbox_request r JOIN sandbox_team t ON t.id = r.team_id, unnest(r.person_ids) AS person
   WHERE t.key_digest = $1 AND r.request_id IS NOT NULL GROUP BY person`;

/** How often each person was billed, by the emulator's own log. */
export async function readBilled({ log }: Ground, { keyDigest }: KeyedTeam): Promise<Map<string, number>> {
  const { rows } = await log.query<{ person: string; calls: number }>(BILLED, [keyDigest]);
  return new Map(rows.map(({ person, calls }) => [person, calls]));
}

type Doubted = { team: KeyedTeam; runId: string; file: RunFile };

/** An admin reads on the provider's own page what became of each row still in doubt, and says so. Returns how many. */
export async function decideRows(ground: Ground, { team, runId, file }: Doubted): Promise<number> {
  const { rows } = await ground.app.query<Sent>(SENT, [runId]);
  const billed = await readBilled(ground, team);
  const booked = new Map<number, number>();
  for (const { number, isBooked } of rows) if (isBooked) booked.set(number, (booked.get(number) ?? 0) + 1);
  const open = rows.filter(({ isOpen }) => isOpen);
  for (const { number, lookupId } of open) {
    const person = file.rows[number - 1]?.person ?? "";
    const isCharged = (billed.get(person) ?? 0) > (booked.get(number) ?? 0);
    if (isCharged) booked.set(number, (booked.get(number) ?? 0) + 1);
    await ground.desk.ask("decide", { viewer: team.admin, lookupId, decision: isCharged ? "charged" : "not_charged" });
  }
  return open.length;
}
