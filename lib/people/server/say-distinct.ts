import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { SayDistinctInput } from "@/lib/people/duplicates";

/** Admin or rep: these two records are of two people. They are not offered for merging again. */
export async function sayDistinct(viewer: Viewer, { personId, otherId }: SayDistinctInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const [lesser = "", greater = ""] = [personId, otherId].toSorted();
  await inTransaction(async (tx) => {
    const known = await tx.person.count({ where: { workspaceId, id: { in: [personId, otherId] } } });
    if (known < 2) throw new AppError("not_found", "a record is not there");
    await tx.distinctPeople.createMany({
      data: [{ workspaceId, personId: lesser, otherId: greater, saidById: userId }],
      skipDuplicates: true,
    });
    await notifyChanged(tx, { workspaceId, kind: "person", ids: [lesser, greater] });
    const detail = { otherId: greater };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.said_distinct", subject: lesser, detail });
  });
}
