import { z } from "zod";
import { route } from "@/lib/http/route";
import { getRunUndo } from "@/lib/runs/server/get-run-undo";

export const GET = route({
  query: z.object({}),
  run: ({ viewer, params: { id: runId = "" } }) => getRunUndo(viewer, runId),
});
