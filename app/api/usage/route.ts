import { route } from "@/lib/http/route";
import { UsageQuery } from "@/lib/usage/schema";
import { getUsageReport } from "@/lib/usage/server/get-usage-report";

export const GET = route({ query: UsageQuery, run: ({ viewer, query }) => getUsageReport(viewer, query) });
