import "server-only";
import { describeBreak } from "@/lib/audit/audit-verdict";
import { compareNoted } from "@/lib/audit/server/compare-noted";
import { readNotedHead, setNotedHeadAside } from "@/lib/audit/server/head-file";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { sealAudit } from "@/lib/audit/server/seal-audit";
import { db } from "@/lib/db/client";

/**
 * Takes the database as it stands for the audit from now on, after a backup was restored on purpose. For whoever has the data
 * folder in hand. What it noted is set aside, not removed, and the audit tells of it. Returns what was not borne out, in words;
 * null when there was nothing of the kind.
 */
export async function acceptRestore(): Promise<string | null> {
  const broken = await compareNoted(db);
  const noted = readNotedHead();
  if (!broken || !noted) return null;
  const { seq, hash } = noted;
  await recordAudit(db, {
    action: "audit.restore_accepted",
    detail: { why: broken.why, notedPlace: seq, notedHash: hash },
  });
  setNotedHeadAside();
  await sealAudit();
  return describeBreak({ ...broken, eventId: null, action: null });
}
