import "server-only";
import type { Tx } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import type { Actor } from "@/lib/members/server/actor";

/** The practice workspace beside a live one of which this actor is an admin too. Null in a practice workspace itself. */
export async function findPracticeOf(
  tx: Tx,
  { userId, workspaceKind }: Pick<Actor, "userId" | "workspaceKind">,
): Promise<{ id: string; name: string } | null> {
  if (workspaceKind === "practice" || env.PRACTICE === "off") return null;
  return tx.workspace.findFirst({
    where: { kind: "practice", memberships: { some: { userId, role: "admin" } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}
