import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RunFormat } from "@/lib/runs/run";
import { lockDraft, requireFile } from "@/lib/runs/server/lock-draft";
import { inReadingLane, READING_TIMEOUT_MS, readFile } from "@/lib/runs/server/read-file";

/**
 * Whoever uploaded it, and admins: reads a draft's file again, in another encoding or with another delimiter. Its columns are
 * matched anew. A file that cannot be read that way is refused, and the draft stays as it was.
 */
export async function changeFormat(viewer: Viewer, runId: string, format: RunFormat): Promise<void> {
  await inReadingLane(() =>
    inTransaction(
      async (tx) => {
        const { workspaceId } = requireFile(await lockDraft(tx, viewer, runId));
        if (!(await tx.runChunk.findFirst({ where: { runId }, select: { position: true } })))
          throw new AppError("conflict", `the bytes of ${runId} are gone`, {
            say: "The file itself is not kept any more, because somebody was erased meanwhile. Upload it again to read it another way.",
          });
        await tx.runRow.deleteMany({ where: { runId, workspaceId } });
        await readFile(tx, { workspaceId, runId, format });
      },
      { timeoutMs: READING_TIMEOUT_MS },
    ),
  );
}
