import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RevealPhoneInput } from "@/lib/people/schema";
import { formatPhone } from "@/lib/people/server/format-phone";
import { recordReveal } from "@/lib/people/server/phone-reveal-store";

/**
 * Admins and reps: opens a do-not-call number to the viewer for a day and returns it. The audit says who opened whose number
 * for which reason, never the number; words of the viewer's own stay with the reveal, and go with the person.
 */
export async function revealPhone(
  viewer: Viewer,
  input: RevealPhoneInput,
  address: string,
): Promise<{ number: string; formatted: string }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const { phoneId, reason } = input;
  return inTransaction(async (tx) => {
    const phone = await tx.personPhone.findFirst({
      where: { id: phoneId, workspaceId },
      select: { number: true, personId: true },
    });
    if (!phone) throw new AppError("not_found", `phone ${phoneId}`);
    const revealId = await recordReveal(tx, viewer, input);
    const detail = { personId: phone.personId, reason, revealId };
    await recordAudit(tx, {
      ...{ workspaceId, actorId: userId, action: "phone.revealed", subject: phoneId, detail, address },
    });
    return { number: phone.number, formatted: formatPhone(phone.number) };
  });
}
