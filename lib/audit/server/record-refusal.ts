import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { createRefusalRate } from "@/lib/audit/server/refusal-rate";
import type { Refusal } from "@/lib/auth/refusals";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";

const PER_MINUTE = 10;

const rate = createRefusalRate(PER_MINUTE);

/**
 * Writes down who tried what, outside of the transaction that failed. Of each person at most ten different refusals a minute in
 * each process; how many more there were stands in the next one. Never throws: a refusal is a refusal without its record too.
 */
export async function recordRefusal(refusal: Refusal): Promise<void> {
  const { viewer, code, where, subject, fields, address } = refusal;
  const skipped = rate.admit(viewer.userId, `${code} ${where} ${subject ?? ""}`, Date.now());
  if (skipped === null) return;
  try {
    await recordAudit(db, {
      workspaceId: viewer.workspaceId,
      actorId: viewer.userId,
      action: code === "forged_fields" ? "input.forged" : "access.refused",
      ...(subject !== null && { subject }),
      detail: {
        where,
        ...(code === "forged_fields" ? { fields } : { code, role: viewer.role }),
        ...(skipped > 0 && { moreLikeIt: skipped }),
      },
      ...(address !== null && { address }),
    });
  } catch (error) {
    log.warn({ err: error, where }, "a refusal could not be written down");
  }
}
