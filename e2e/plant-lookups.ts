import { newId } from "@/lib/ids/ids";
import { queryDatabase } from "./database";
import type { Member, Team } from "./team";

const NOTHING_ASKED = JSON.stringify({
  ...{ revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false },
});

/**
 * Lookups of a member that are over, one a minute, the last one newest: "Person 1 @ acme.example", which was not matched,
 * "Person 2 @ acme.example", which was, and so on.
 */
export async function plantLookups(team: Team, { count, of = "rep" }: { count: number; of?: Member }): Promise<void> {
  const ids = Array.from({ length: count }, (_, nth) => newId("lookup", Date.now() - (count - nth) * 60_000));
  await queryDatabase(
    team.dataDir,
    `insert into lookup (id, workspace_id, user_id, input, options, label, outcome, created_at, settled_at)
     select planted.id, $1, u.id, '{}', $5::jsonb, 'Person ' || nth || ' @ acme.example',
            case when nth % 2 = 0 then 'matched' else 'no_match' end, at, at + interval '2 seconds'
       from unnest($4::text[]) with ordinality as planted (id, nth)
       cross join lateral (select now() - make_interval(mins => $3::int - nth::int) as at) as asked
       join "user" u on u.email = $2`,
    [team.workspaceId, team.emailOf(of), count, ids, NOTHING_ASKED],
  );
}

/** The team's members were last told what came so long ago. */
export async function leaveFor(team: Team, ago: string): Promise<void> {
  const sql = "update membership set seen_at = now() - $2::interval where workspace_id = $1";
  await queryDatabase(team.dataDir, sql, [team.workspaceId, ago]);
}
