import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { ERASE_WORD, type RequestErasureInput } from "@/lib/privacy/erasure";
import { identifiersOfScope, readScope, scopeOf, type Scope } from "@/lib/privacy/server/erasure-scope";
import { addCounts, createErasure } from "@/lib/privacy/server/erasure-store";
import { lockSuppressions } from "@/lib/suppressions/server/find-suppressed";
import { requireSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { addSuppressions } from "@/lib/suppressions/server/suppression-store";
import { readIdentifier } from "@/lib/suppressions/suppression";

/**
 * Admin: erases somebody. From this commit on they are on the suppression list by all that is held of them: nobody asks for
 * them, and nothing that still comes is kept. A worker removes what is there, within a minute.
 */
export async function requestErasure(viewer: Viewer, input: RequestErasureInput): Promise<{ erasureId: string }> {
  requireRole(viewer, "admin");
  if (input.confirmation.trim() !== ERASE_WORD)
    throw new AppError("invalid_input", "not confirmed", {
      fields: { confirmation: `Type ${ERASE_WORD} to erase this person.` },
    });
  const { workspaceId, userId } = viewer;
  const key = await requireSuppressionKey();
  return inTransaction(async (tx) => {
    // Whoever merges holds the list: nothing of the person comes in between reading what is held and keeping it out.
    await lockSuppressions(tx, workspaceId);
    const scope = await findScope(tx, workspaceId, input);
    const erasureId = await createErasure(tx, { workspaceId, requestedById: userId, scope });
    const added = await addSuppressions(tx, key, {
      ...{ workspaceId, identifiers: identifiersOfScope(scope), reason: "erased" },
      ...{ addedById: userId, erasureId },
    });
    const suppressions = added.filter((became) => became !== "already").length;
    await addCounts(tx, { id: erasureId, workspaceId }, { suppressions });
    await recordAudit(tx, { workspaceId, actorId: userId, action: "erasure.requested", subject: erasureId });
    return { erasureId };
  });
}

async function findScope(tx: Tx, workspaceId: string, { personIds, text }: RequestErasureInput): Promise<Scope> {
  if (personIds.length > 0) {
    const scope = await readScope(tx, workspaceId, personIds);
    if (scope.personIds.length < new Set(personIds).size) throw new AppError("not_found", "a record is not there");
    return scope;
  }
  const identifier = readIdentifier(text ?? "");
  if (!identifier || identifier.kind === "domain")
    throw new AppError("invalid_input", "nobody is named", {
      fields: { text: "Give an email address, a LinkedIn profile, a phone number or an Apollo ID." },
    });
  return scopeOf(identifier);
}
