import { route } from "@/lib/http/route";
import { toStreamedAttachment } from "@/lib/http/streamed-attachment";
import { HistoryView } from "@/lib/lookups/lookup-filters";
import { exportLookups } from "@/lib/lookups/server/export-lookups";

export const GET = route({
  query: HistoryView,
  run: async ({ viewer, query }) =>
    toStreamedAttachment(await exportLookups(viewer, query), { name: "perihelion-lookups.csv", type: "text/csv" }),
});
