import "server-only";
import type { Tx } from "@/lib/db/client";

/** Whoever has left keeps their name; null where nobody is known any more. */
export async function readNames(tx: Tx, ids: readonly (string | null)[]) {
  const users = await tx.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map((user) => [user.id, user]));
  return (id: string | null) => names.get(id ?? "") ?? null;
}
