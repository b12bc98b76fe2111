"use server";

import { action } from "@/lib/action/action";
import { RefreshRunInput } from "@/lib/runs/result";
import { RunRef } from "@/lib/runs/schema";
import { createRefreshRun } from "@/lib/runs/server/create-refresh-run";
import { undoRun } from "@/lib/runs/server/undo-run";

export const createRefreshRunAction = action({
  name: "runs.create_refresh",
  input: RefreshRunInput,
  run: ({ viewer, input }) => createRefreshRun(viewer, input),
});

export const undoRunAction = action({
  name: "runs.undo",
  input: RunRef,
  run: ({ viewer, input }) => undoRun(viewer, input),
});
