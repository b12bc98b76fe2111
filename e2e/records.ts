import { queryDatabase } from "./database";
import { lookUpByCall, newest, type Team } from "./team";

/** An identical lookup within seconds shares the first one's call: these are from yesterday. */
export async function ageCalls({ dataDir, workspaceId }: Team): Promise<void> {
  await queryDatabase(
    dataDir,
    "update attempt set settled_at = settled_at - interval '1 day' where workspace_id = $1",
    [workspaceId],
  );
}

/** What an earlier answer said, as if the provider had said it a year ago. */
export async function ageTitle(team: Team): Promise<void> {
  const { dataDir, workspaceId } = team;
  await ageCalls(team);
  await queryDatabase(
    dataDir,
    `with words as (update person_observation set profile = profile || '{"title": "Apprentice"}', observed_at = '2025-11-02'
                     where workspace_id = $1)
     update person set title = 'Apprentice', observed_at = '2025-11-02',
            field_dates = (select jsonb_object_agg(key, '2025-11-02T00:00:00.000Z'::text) from jsonb_each(field_dates))
      where workspace_id = $1`,
    [workspaceId],
  );
}

/** Looks somebody up twice, with another title the first time. Returns the second lookup's id. */
export async function refresh(team: Team): Promise<string> {
  await lookUpByCall(team, ["email.personal"]);
  await ageTitle(team);
  await lookUpByCall(team, ["email.personal"], { isRefresh: true });
  return newest(team, "lookup");
}

/** Two records that share an address. */
export async function twins(team: Team): Promise<{ first: string; second: string }> {
  await lookUpByCall(team, ["email.personal"]);
  const first = await newest(team, "person");
  await lookUpByCall(team, ["phone.office"]);
  const second = await newest(team, "person");
  await queryDatabase(
    team.dataDir,
    `insert into person_identity (workspace_id, kind, value, person_id)
     select $1, 'email', 'shared@acme.example', id from person where id = any ($2)`,
    [team.workspaceId, [first, second]],
  );
  return { first, second };
}
