import { route } from "@/lib/http/route";
import { toStreamedAttachment } from "@/lib/http/streamed-attachment";
import { RunExport } from "@/lib/runs/result";
import { exportRun } from "@/lib/runs/server/export-run";

export const GET = route({
  query: RunExport,
  run: async ({ viewer, query, params: { id: runId = "" } }) => {
    const { name, lines } = await exportRun(viewer, runId, query);
    return toStreamedAttachment(lines, { name, type: "text/csv" });
  },
});
