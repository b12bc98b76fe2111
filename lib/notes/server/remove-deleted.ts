import "server-only";
import type { Tx } from "@/lib/db/client";

type Deleted = { workspaceId: string; days: number; max: number };

/** How many notes and tasks of a workspace were deleted more than so many days ago, up to `max`. */
export async function countDeleted(tx: Tx, { workspaceId, days, max }: Deleted): Promise<number> {
  const [counted] = await tx.$queryRaw<{ due: number }[]>`
    select count(*)::int as due from (
      (select from note where workspace_id = ${workspaceId} and deleted_at < now() - make_interval(days => ${days}) limit ${max})
      union all
      (select from task where workspace_id = ${workspaceId} and deleted_at < now() - make_interval(days => ${days}) limit ${max})
      limit ${max}) as old`;
  return counted?.due ?? 0;
}

/** Removes up to `max` of them. Returns how many. */
export async function removeDeleted(tx: Tx, { workspaceId, days, max }: Deleted): Promise<number> {
  const notes = await tx.$executeRaw`
    delete from note where id in (
      select id from note where workspace_id = ${workspaceId} and deleted_at < now() - make_interval(days => ${days})
       order by deleted_at limit ${max} for update skip locked)`;
  const tasks = await tx.$executeRaw`
    delete from task where id in (
      select id from task where workspace_id = ${workspaceId} and deleted_at < now() - make_interval(days => ${days})
       order by deleted_at limit ${max - notes} for update skip locked)`;
  return notes + tasks;
}
