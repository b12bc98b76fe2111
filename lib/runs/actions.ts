"use server";

import { action } from "@/lib/action/action";
import {
  ChangeFormatInput,
  ChangeMappingInput,
  DryRunInput,
  RetryRunInput,
  RunRef,
  StartRunInput,
} from "@/lib/runs/schema";
import { RefreshRunInput } from "@/lib/runs/result";
import { approveRun } from "@/lib/runs/server/approve-run";
import { changeFormat } from "@/lib/runs/server/change-format";
import { changeMapping } from "@/lib/runs/server/change-mapping";
import { createRefreshRun } from "@/lib/runs/server/create-refresh-run";
import { declineRun } from "@/lib/runs/server/decline-run";
import { deleteDraft } from "@/lib/runs/server/delete-draft";
import { dryRun } from "@/lib/runs/server/dry-run";
import { pauseRun } from "@/lib/runs/server/pause-run";
import { resumeRun } from "@/lib/runs/server/resume-run";
import { retryRun } from "@/lib/runs/server/retry-run";
import { startRun } from "@/lib/runs/server/start-run";
import { stopRun } from "@/lib/runs/server/stop-run";
import { undoRun } from "@/lib/runs/server/undo-run";

export const changeFormatAction = action({
  name: "runs.change_format",
  input: ChangeFormatInput,
  run: ({ viewer, input: { runId, ...format } }) => changeFormat(viewer, runId, format),
});

export const changeMappingAction = action({
  name: "runs.change_mapping",
  input: ChangeMappingInput,
  run: ({ viewer, input: { runId, mapping } }) => changeMapping(viewer, runId, mapping),
});

export const dryRunAction = action({
  name: "runs.dry_run",
  input: DryRunInput,
  run: ({ viewer, input: { runId, wish } }) => dryRun(viewer, runId, wish),
});

export const deleteDraftAction = action({
  name: "runs.delete_draft",
  input: RunRef,
  run: ({ viewer, input: { runId } }) => deleteDraft(viewer, runId),
});

export const startRunAction = action({
  name: "runs.start",
  input: StartRunInput,
  run: ({ viewer, input }) => startRun(viewer, input),
});

export const pauseRunAction = action({
  name: "runs.pause",
  input: RunRef,
  run: ({ viewer, input }) => pauseRun(viewer, input),
});

export const resumeRunAction = action({
  name: "runs.resume",
  input: RunRef,
  run: ({ viewer, input }) => resumeRun(viewer, input),
});

export const stopRunAction = action({
  name: "runs.stop",
  input: RunRef,
  run: ({ viewer, input }) => stopRun(viewer, input),
});

export const retryRunAction = action({
  name: "runs.retry",
  input: RetryRunInput,
  run: ({ viewer, input }) => retryRun(viewer, input),
});

export const approveRunAction = action({
  name: "runs.approve",
  input: RunRef,
  run: ({ viewer, input }) => approveRun(viewer, input),
});

export const declineRunAction = action({
  name: "runs.decline",
  input: RunRef,
  run: ({ viewer, input }) => declineRun(viewer, input),
});

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
