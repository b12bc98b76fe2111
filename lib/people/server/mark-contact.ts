import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { MarkContactInput } from "@/lib/people/record";
import { leaveOut, markRow, requireContact } from "@/lib/people/server/contact-store";
import { closeRecord, openRecord } from "@/lib/people/server/speak";

/**
 * Admin or rep: puts an address or a number first, or says that it is not theirs. A wrong one is kept, and is neither shown
 * first nor searched, nor is the person known by it, until somebody takes that back.
 */
export async function markContact(viewer: Viewer, { id, mark }: MarkContactInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const isWrong = mark === "wrong";
  await inTransaction(async (tx) => {
    const { personId } = await requireContact(tx, workspaceId, id);
    const person = await openRecord(tx, viewer, personId);
    const contact = await requireContact(tx, workspaceId, id);
    await markRow(
      tx,
      contact,
      mark === "primary" || mark === "not_primary"
        ? { isPrimary: mark === "primary" }
        : {
            wrongAt: isWrong ? new Date() : null,
            wrongById: isWrong ? userId : null,
            ...(isWrong && { isPrimary: false }),
          },
    );
    await closeRecord(tx, person);
    const detail = { personId, mark };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.value_marked", subject: id, detail });
  });
}

/** Admin or rep: takes an address or a number out of the record. Should it be answered anew, it is there again. */
export async function removeContact(viewer: Viewer, { id }: { id: string }): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const { personId } = await requireContact(tx, workspaceId, id);
    const person = await openRecord(tx, viewer, personId);
    const contact = await requireContact(tx, workspaceId, id);
    await leaveOut(tx, person, contact.key);
    await markRow(tx, contact, { wrongAt: null });
    await closeRecord(tx, person);
    const detail = { personId, kind: contact.kind };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.value_removed", subject: id, detail });
  });
}
