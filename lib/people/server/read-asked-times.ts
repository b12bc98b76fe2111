import "server-only";
import type { Tx } from "@/lib/db/client";

const AWAITED = ["waiting", "late"];

type Asked = { id: string; phoneState: string };

/** When the phones of those who still wait for some were asked for, by the person's id: the latest request counts. */
export async function readAskedTimes(
  tx: Tx,
  workspaceId: string,
  people: readonly Asked[],
): Promise<ReadonlyMap<string, Date>> {
  const ids = people.filter(({ phoneState }) => AWAITED.includes(phoneState)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const asked = await tx.lookup.groupBy({
    by: ["personId"],
    where: { workspaceId, personId: { in: ids }, phoneState: { in: AWAITED } },
    _max: { createdAt: true },
  });
  return new Map(
    asked.flatMap(({ personId, _max }) => (personId && _max.createdAt ? [[personId, _max.createdAt]] : [])),
  );
}
