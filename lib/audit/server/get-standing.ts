import "server-only";
import { AuditVerdict, describeBreak, describeVerdict } from "@/lib/audit/audit-verdict";
import type { AuditStanding } from "@/lib/audit/schema";
import { readHead } from "@/lib/audit/server/audit-chain-store";
import { readAuditKey } from "@/lib/audit/server/audit-key";
import { compareNoted } from "@/lib/audit/server/compare-noted";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

/** Admin and reviewer: how the trail stands, as far as can be told without reading all of it. */
export async function getAuditStanding(viewer: Viewer): Promise<AuditStanding> {
  requireRole(viewer, "admin", "reviewer");
  const { workspaceId } = viewer;
  const key = await readAuditKey(db);
  const [head, noted, members, verified] = await Promise.all([
    readHead(db, key).catch(() => "changed" as const),
    compareNoted(db),
    db.membership.findMany({
      where: { workspaceId },
      orderBy: { user: { name: "asc" } },
      select: { user: { select: { id: true, name: true } } },
    }),
    db.auditEvent.findFirst({
      where: { workspaceId, action: "audit.verified" },
      orderBy: [{ at: "desc" }, { id: "desc" }],
    }),
  ]);
  const names = members.map(({ user }) => user);
  const why = head === "changed" ? { why: "head_changed" as const, seq: null } : noted;
  const verdict = AuditVerdict.safeParse(verified?.detail).data;
  return {
    head:
      head === "changed" || head === null
        ? null
        : { seq: head.seq.toString(), hash: Buffer.from(head.hash).toString("hex") },
    warning: why && describeBreak({ ...why, eventId: null, action: null }),
    lastVerified:
      verified && verdict
        ? {
            at: verified.at.toISOString(),
            who: names.find(({ id }) => id === verified.actorId)?.name ?? null,
            sentence: describeVerdict(verdict),
            isWhole: verdict.isWhole,
          }
        : null,
    members: names,
  };
}
