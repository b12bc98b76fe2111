import { NoInput } from "@/lib/audit/schema";
import { getAuditStanding } from "@/lib/audit/server/get-standing";
import { route } from "@/lib/http/route";

export const GET = route({ query: NoInput, run: ({ viewer }) => getAuditStanding(viewer) });
