import "server-only";
import { db } from "@/lib/db/client";

/**
 * How many events of the beginning `purgeAudit` would remove: those that stand before the first one which is not older than
 * `before`. The last event always stays.
 */
export async function countPurgeable(before: Date): Promise<number> {
  const [counted] = await db.$queryRaw<{ due: number }[]>`
    select count(*)::int as due from audit_link
     where seq < coalesce((select min(l.seq) from audit_link l join audit_event e on e.id = l.event_id
                            where e.at >= ${before}), (select max(seq) from audit_link))
       and seq < (select max(seq) from audit_link)`;
  return counted?.due ?? 0;
}
