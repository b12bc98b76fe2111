import "server-only";
import { findDefaultKey } from "@/lib/api-keys/server/find-default-key";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { db, inTransaction, Prisma, type Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { AppError } from "@/lib/errors/app-error";
import { addRunArrivals } from "@/lib/lists/server/add-arrivals";
import { approvalNeeded } from "@/lib/lookups/server/ask-for-approval";
import { requireWayBack } from "@/lib/lookups/server/place-lookup";
import { readOptions } from "@/lib/lookups/server/request-lookup";
import type { RunState } from "@/lib/runs/run";
import type { StartRunInput } from "@/lib/runs/schema";
import { isJudged, judgeDraft } from "@/lib/runs/server/judge-draft";
import { lockDraft, requireDraft } from "@/lib/runs/server/lock-draft";
import { moveRun } from "@/lib/runs/server/move-run";
import { ALL_ROWS_TIMEOUT_MS, queueReady } from "@/lib/runs/server/row-store";
import { ceilingOf } from "@/lib/runs/server/run-ceiling";

/**
 * Whoever uploaded it, and admins: starts a draft, or lets it wait for an admin where a rep's could cost more than may be spent
 * unasked. Its rows are judged before, unless the latest dry run did. From now on the file stays as it is, and its bytes go.
 */
export async function startRun(viewer: Viewer, input: StartRunInput): Promise<{ state: RunState }> {
  const { runId, wish } = input;
  const draft = await requireDraft(db, viewer, runId);
  requireWayBack(viewer, { options: readOptions(wish) });
  if (!isJudged(draft, wish)) await judgeDraft(viewer, runId, wish);
  return inTransaction((tx) => start(tx, viewer, input), { timeoutMs: ALL_ROWS_TIMEOUT_MS });
}

async function start(tx: Tx, viewer: Viewer, input: StartRunInput): Promise<{ state: RunState }> {
  const { runId, wish, rowLimit, failuresMax, listId } = input;
  const run = await lockDraft(tx, viewer, runId);
  const { workspaceId } = run;
  if (!isJudged(run, wish)) throw new AppError("conflict", `run ${runId} was changed while it was started`);
  await requireMeans(tx, viewer, listId);
  const rows = await queueReady(tx, run);
  if (rows === 0) throw new AppError("conflict", `run ${runId} has no row to send`, { say: NOTHING });
  const creditCeiling = input.creditCeiling === null ? null : new Prisma.Decimal(input.creditCeiling);
  const state = (await mustWait(tx, viewer, { wish, rows, creditCeiling })) ? "awaiting_approval" : "running";
  await tx.runChunk.deleteMany({ where: { runId } });
  const startedAt = state === "running" ? await readClock(tx) : null;
  await moveRun(tx, run, { to: state, set: { rowLimit, failuresMax, listId, creditCeiling, startedAt } });
  if (state === "running") await addRunArrivals(tx, { workspaceId, runId });
  const detail = { rows, rowLimit, creditCeiling: input.creditCeiling };
  const action = state === "running" ? "run.started" : "run.requested";
  await recordAudit(tx, { workspaceId, actorId: viewer.userId, action, subject: runId, detail });
  return { state };
}

const NOTHING = "There is no row to send. Look at the dry run for why.";

/** A key, and the list that whom it finds goes to. */
async function requireMeans(tx: Tx, { workspaceId, userId }: Viewer, listId: string | null): Promise<void> {
  if (!(await findDefaultKey(tx, workspaceId)))
    throw new AppError("key_missing", `workspace ${workspaceId} has no default key`);
  if (listId === null) return;
  const where = { id: listId, workspaceId, OR: [{ isShared: true }, { ownerId: userId }] };
  if ((await tx.list.count({ where })) === 0) throw new AppError("not_found", `list ${listId}`);
}

type Costs = Pick<StartRunInput, "wish"> & { rows: number; creditCeiling: Prisma.Decimal | null };

async function mustWait(tx: Tx, viewer: Viewer, { wish, rows, creditCeiling }: Costs): Promise<boolean> {
  const price = await priceLookup(tx, viewer.workspaceId, readOptions(wish));
  return approvalNeeded(viewer, { ...price, ceiling: ceilingOf(price, { rows, creditCeiling }) }) !== null;
}
