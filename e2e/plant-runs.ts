import { newId } from "@/lib/ids/ids";
import type { RowState, RunState } from "@/lib/runs/run";
import type { StopReason } from "@/lib/runs/schema";
import { queryDatabase } from "./database";
import type { Member, Team } from "./team";

type PlantedRun = {
  name: string;
  state: RunState;
  stopReason?: StopReason;
  /** How many rows stand where, in this order. */
  rows: Partial<Record<RowState, number>>;
  of?: Member;
  minutesAgo?: number;
};

const REASONS: Partial<Record<RowState, string>> = {
  invalid: "Not enough to find one person: add an email, a LinkedIn URL, or a name with a company.",
  duplicate: "The same person as in row 1.",
  failed: "Apollo could not be reached, so nothing was sent and no credits were spent.",
  stopped: "Never sent.",
};

/** A run that is carried out so far: nothing was sent for it. */
export async function plantRun(
  team: Team,
  { name, state, stopReason, rows, of = "admin", minutesAgo = 5 }: PlantedRun,
) {
  const id = newId("run");
  const states = Object.entries(rows).flatMap(([row, count]) => Array.from({ length: count }, () => row as RowState));
  await queryDatabase(
    team.dataDir,
    `with planted as (
       insert into run (id, workspace_id, user_id, name, state, stop_reason, header, mapping, rows, row_limit, created_at, started_at)
       select $1, $2, u.id, $4, $5, $6, '["Name","Company"]', '["fullName","companyName"]', $7, 10,
              now() - make_interval(mins => $10), now() - make_interval(mins => $10)
         from "user" u where u.email = $3 returning id)
     insert into run_row (run_id, workspace_id, number, line, cells, state, reason)
     select id, $2, nth, nth + 1, jsonb_build_array('Person ' || nth, 'Acme'), row, nullif(reason, '')
       from planted, unnest($8::text[], $9::text[]) with ordinality as given (row, reason, nth)`,
    [
      ...[id, team.workspaceId, team.emailOf(of), name, state, stopReason ?? null, states.length],
      ...[states, states.map((row) => REASONS[row] ?? ""), minutesAgo],
    ],
  );
  return id;
}
