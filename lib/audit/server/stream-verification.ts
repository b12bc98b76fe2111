import "server-only";
import type { VerifyStep } from "@/lib/audit/schema";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { verifyAudit } from "@/lib/audit/server/verify-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { toPublicError } from "@/lib/errors/to-public-error";

const running = { count: 0 };

/**
 * Admin and reviewer: verifies the whole audit and tells how far it got, line by line, and at last the verdict, which is
 * audited. One at a time in each process; it ends when nobody listens any more.
 */
export function streamVerification(viewer: Viewer): AsyncGenerator<string> {
  requireRole(viewer, "admin", "reviewer");
  if (running.count > 0)
    throw new AppError("conflict", "the audit is being verified", {
      say: "Somebody is verifying the audit at this moment. Try again when that is over.",
    });
  return verifyStepwise(viewer);
}

async function* verifyStepwise({ workspaceId, userId }: Viewer): AsyncGenerator<string> {
  const aborting = new AbortController();
  running.count += 1;
  try {
    const steps: VerifyStep[] = [];
    const waiting: { wake: () => void } = { wake: () => undefined };
    const tell = (step: VerifyStep) => {
      steps.push(step);
      waiting.wake();
    };
    const onProgress = (checked: number, of: number) => {
      tell({ checked, of });
    };
    void verifyAudit({ onProgress, signal: aborting.signal })
      .then(async (verdict) => {
        await recordAudit(db, { workspaceId, actorId: userId, action: "audit.verified", detail: verdict });
        tell({ verdict });
      })
      .catch((error: unknown) => {
        tell({ error: toPublicError(error, "audit.verify") });
      });
    for (;;) {
      const step = steps.shift();
      if (step) yield `${JSON.stringify(step)}\n`;
      else await new Promise<void>((wake) => (waiting.wake = wake));
      if (step && !("checked" in step)) return;
    }
  } finally {
    aborting.abort();
    running.count -= 1;
  }
}
