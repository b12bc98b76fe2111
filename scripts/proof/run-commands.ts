import { createReadStream } from "node:fs";
import type { Viewer } from "@/lib/auth/viewer";
import type { RetryRunInput, RunRef, RunWish, StartRunInput } from "@/lib/runs/schema";
import { dryRun } from "@/lib/runs/server/dry-run";
import { pauseRun } from "@/lib/runs/server/pause-run";
import { resumeRun } from "@/lib/runs/server/resume-run";
import { retryRun } from "@/lib/runs/server/retry-run";
import { startRun } from "@/lib/runs/server/start-run";
import { stopRun } from "@/lib/runs/server/stop-run";
import { uploadRun } from "@/lib/runs/server/upload-run";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";

type Whose = { viewer: Viewer };

/** What a process of the app does with runs when it is asked to. */
export const RUN_COMMANDS = {
  upload: ({ viewer, path, name }: Whose & { path: string; name: string }) =>
    uploadRun(viewer, createReadStream(path), { name }),
  dryRun: ({ viewer, runId, wish }: Whose & RunRef & { wish: RunWish }) => dryRun(viewer, runId, wish),
  startRun: ({ viewer, ...input }: Whose & StartRunInput) => startRun(viewer, input),
  pauseRun: ({ viewer, ...ref }: Whose & RunRef) => pauseRun(viewer, ref),
  resumeRun: ({ viewer, ...ref }: Whose & RunRef) => resumeRun(viewer, ref),
  stopRun: ({ viewer, ...ref }: Whose & RunRef) => stopRun(viewer, ref),
  retryRun: ({ viewer, ...input }: Whose & RetryRunInput) => retryRun(viewer, input),

  /** Nobody asks for these addresses from now on. */
  suppress: async ({ viewer, addresses }: Whose & { addresses: string[] }) => {
    const text = addresses.join("\n");
    await submitSuppressions(viewer, { kind: "email", text, reason: "objected", until: null });
  },
};
