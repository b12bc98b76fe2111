import { toCsvAttachment } from "@/lib/http/csv";
import { route } from "@/lib/http/route";
import { UsageQuery } from "@/lib/usage/schema";
import { exportUsage } from "@/lib/usage/server/export-usage";

export const GET = route({
  query: UsageQuery,
  run: async ({ viewer, query }) => {
    const { csv, name } = await exportUsage(viewer, query);
    return toCsvAttachment(csv, name);
  },
});
