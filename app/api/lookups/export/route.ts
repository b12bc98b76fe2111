import { route } from "@/lib/http/route";
import { toStreamedAttachment } from "@/lib/http/streamed-attachment";
import { HistoryFilters } from "@/lib/lookups/lookup-filters";
import { exportLookups } from "@/lib/lookups/server/export-lookups";

export const GET = route({
  query: HistoryFilters,
  run: async ({ viewer, query }) =>
    toStreamedAttachment(await exportLookups(viewer, query), { name: "perihelion-lookups.csv", type: "text/csv" }),
});
