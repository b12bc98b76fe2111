import { AuditFilters } from "@/lib/audit/schema";
import { listAudit } from "@/lib/audit/server/list-audit";
import { route } from "@/lib/http/route";

export const GET = route({ query: AuditFilters, run: ({ viewer, query }) => listAudit(viewer, query) });
