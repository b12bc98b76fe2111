import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { CheckSuppressionInput, SuppressionDto } from "@/lib/suppressions/schema";
import { findSuppressed } from "@/lib/suppressions/server/find-suppressed";
import { SHOWN, toDto } from "@/lib/suppressions/server/list-suppressions";
import { domainsAbove, identifierOf, readIdentifier, type Identifier } from "@/lib/suppressions/suppression";

/** Admin: the entries by which an address, hash, profile, number, domain or Apollo ID is kept out now. None: it is not. */
export async function checkSuppression(viewer: Viewer, { text }: CheckSuppressionInput): Promise<SuppressionDto[]> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const identifier = identifierOf("email_hash", text) ?? readIdentifier(text);
  if (!identifier)
    throw new AppError("invalid_input", "nothing to look for", {
      fields: { text: "This is no email, hash, LinkedIn profile, phone number, domain or Apollo ID." },
    });
  return inTransaction(async (tx) => {
    const found = await findSuppressed(tx, workspaceId, withDomains(identifier));
    const ids = found.map(({ suppressionId }) => suppressionId);
    const rows = await tx.suppression.findMany({ where: { workspaceId, id: { in: ids } }, select: SHOWN });
    const detail = { kind: identifier.kind, found: rows.length };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "suppression.checked", detail });
    return rows.map((row) => toDto(row, new Date()));
  });
}

function withDomains(identifier: Identifier): Identifier[] {
  const { kind, value } = identifier;
  return kind === "email" || kind === "domain" ? [identifier, ...domainsAbove(value)] : [identifier];
}
