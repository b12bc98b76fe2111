import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { readOptions } from "@/lib/lookups/server/request-lookup";
import { RunWish } from "@/lib/runs/schema";
import { judgeRows } from "@/lib/runs/server/judge-rows";
import { lockDraft, requireDraft } from "@/lib/runs/server/lock-draft";
import { writeVerdicts } from "@/lib/runs/server/run-store";

/** Writes of each of a draft's rows whether it would be sent with these wishes. Throws `conflict` when it was changed meanwhile. */
export async function judgeDraft(viewer: Viewer, runId: string, wish: RunWish): Promise<void> {
  const { workspaceId, revision } = await requireDraft(db, viewer, runId);
  const options = readOptions(wish);
  const { isRefresh } = wish;
  const verdicts = await judgeRows({ workspaceId, runId, options, isRefresh });
  await inTransaction(
    async (tx) => {
      const run = await lockDraft(tx, viewer, runId);
      if (run.revision !== revision) throw new AppError("conflict", `run ${runId} was changed during its dry run`);
      await writeVerdicts(tx, { workspaceId, runId }, verdicts);
      const data = { options, isRefresh, judgedRevision: revision };
      await tx.run.update({ where: { id: runId, workspaceId }, data });
    },
    { timeoutMs: 60_000 },
  );
}

type Judged = { revision: number; judgedRevision: number | null; options: unknown; isRefresh: boolean };

/** Whether its rows say what they would with these wishes. */
export function isJudged(draft: Judged, wish: RunWish): boolean {
  if (draft.judgedRevision !== draft.revision || draft.isRefresh !== wish.isRefresh) return false;
  const judged = RunWish.parse(draft.options);
  return (Object.keys(readOptions(wish)) as (keyof RunWish)[]).every((option) => judged[option] === wish[option]);
}
