import { AuditView } from "@/lib/audit/schema";
import { exportAudit } from "@/lib/audit/server/export-audit";
import { route } from "@/lib/http/route";
import { toStreamedAttachment } from "@/lib/http/streamed-attachment";

export const GET = route({
  query: AuditView,
  run: async ({ viewer, query }) =>
    toStreamedAttachment(await exportAudit(viewer, query), { name: "perihelion-audit.csv", type: "text/csv" }),
});
