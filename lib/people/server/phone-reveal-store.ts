import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { RevealPhoneInput } from "@/lib/people/schema";

/** A number that was opened stays open to that user for so long. */
export const OPEN_FOR_HOURS = 24;

/** Writes that the viewer opened this number, at the database's time. Returns the reveal's id. */
export async function recordReveal(tx: Tx, viewer: Viewer, reveal: RevealPhoneInput): Promise<string> {
  const id = newId("phoneReveal");
  const note = reveal.reason === "other" ? reveal.note : null;
  await tx.$executeRaw`insert into phone_reveal (id, workspace_id, phone_id, user_id, reason, note, revealed_at)
    values (${id}, ${viewer.workspaceId}, ${reveal.phoneId}, ${viewer.userId}, ${reveal.reason}, ${note}, now())`;
  return id;
}

/** Those of these people's numbers that stand open to the viewer at this moment, by the numbers' ids. */
export async function readOpenPhones(tx: Tx, viewer: Viewer, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ phoneId: string }[]>`
    select distinct r.phone_id as "phoneId" from phone_reveal r join person_phone p on p.id = r.phone_id
     where p.person_id = any (${[...personIds]}) and p.workspace_id = ${viewer.workspaceId}
       and r.workspace_id = ${viewer.workspaceId} and r.user_id = ${viewer.userId}
       and r.revealed_at > now() - make_interval(hours => ${OPEN_FOR_HOURS})`;
  return new Set(rows.map(({ phoneId }) => phoneId));
}

/** How many reveals of a workspace are older than so many days, up to `max`. */
export async function countOldReveals(
  tx: Tx,
  { workspaceId, days, max }: OldReveals & { max: number },
): Promise<number> {
  const [counted] = await tx.$queryRaw<{ due: number }[]>`
    select count(*)::int as due from (
      select from phone_reveal where workspace_id = ${workspaceId}
         and revealed_at < now() - make_interval(days => ${days}) limit ${max}) as old`;
  return counted?.due ?? 0;
}

type OldReveals = { workspaceId: string; days: number };

/** Removes up to `max` of them. Returns how many. */
export function removeOldReveals(tx: Tx, { workspaceId, days, max }: OldReveals & { max: number }): Promise<number> {
  return tx.$executeRaw`
    delete from phone_reveal where id in (
      select id from phone_reveal where workspace_id = ${workspaceId}
         and revealed_at < now() - make_interval(days => ${days}) order by revealed_at limit ${max} for update skip locked)`;
}
