import "server-only";
import { releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import { db, type Tx } from "@/lib/db/client";
import { type AttemptRef, holdNoLonger } from "@/lib/lookups/server/attempt-phone-store";
import { copyToLookups, stopPolling } from "@/lib/lookups/server/attempt-store";
import { notifyStates } from "@/lib/lookups/server/notify-lookups";
import { sweepEach } from "@/lib/lookups/server/sweep-each";

const BATCH_MAX = 200;

/** Gives back what was held for a mobile that did not follow the phones that came. Returns for how many attempts. */
export async function sweepHolds(): Promise<number> {
  const due = await db.$queryRaw<AttemptRef[]>`
    SELECT id, workspace_id AS "workspaceId" FROM attempt WHERE hold_until <= now() ORDER BY hold_until LIMIT ${BATCH_MAX}`;
  return sweepEach(due, release);
}

async function release(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  const ref = { id, workspaceId };
  if (!(await holdNoLonger(tx, ref))) return;
  await stopPolling(tx, ref);
  await releaseRemainder(tx, { attemptId: id, workspaceId }, "no mobile came");
  await notifyStates(tx, workspaceId, await copyToLookups(tx, ref, {}));
}
