import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { leftAfter, readStanding } from "@/lib/credits/server/read-standing";
import { db } from "@/lib/db/client";
import { readStoredOptions } from "@/lib/lookups/server/read-request";
import { ceilingOf } from "@/lib/runs/server/run-ceiling";
import type { WaitingRun } from "@/lib/runs/waiting-run";

/** A queue is worked off from its head. */
const SHOWN_MAX = 100;

const waitingIn = ({ workspaceId }: Viewer) => ({ workspaceId, state: "awaiting_approval" });

/** Admin: how many runs wait for a decision. */
export async function countWaitingRuns(viewer: Viewer): Promise<number> {
  requireRole(viewer, "admin");
  return db.run.count({ where: waitingIn(viewer) });
}

/** Admin: the runs that wait for a decision, the oldest first, with what the budgets would cover afterwards. */
export async function listWaitingRuns(viewer: Viewer): Promise<{ runs: WaitingRun[] }> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const runs = await db.run.findMany({
    where: waitingIn(viewer),
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: SHOWN_MAX,
    include: {
      user: { select: { id: true, name: true } },
      _count: { select: { runRows: { where: { state: "queued" } } } },
    },
  });
  const { workspace, members } = await readStanding(workspaceId, [...new Set(runs.map(({ user }) => user.id))]);
  return { runs: await Promise.all(runs.map(toWaiting)) };

  async function toWaiting(run: (typeof runs)[number]): Promise<WaitingRun> {
    const options = readStoredOptions(run.options);
    const rows = run._count.runRows;
    const ceiling = ceilingOf(await priceLookup(db, workspaceId, options), { rows, creditCeiling: run.creditCeiling });
    const member = members.get(run.user.id);
    return {
      ...{ id: run.id, name: run.name, who: run.user, options, isRefresh: run.isRefresh, rows },
      kind: run.kind === "refresh" ? "refresh" : "csv",
      ceiling: ceiling.toString(),
      after: { member: member ? leftAfter(member, ceiling) : null, workspace: leftAfter(workspace, ceiling) },
      draftedAt: run.createdAt.toISOString(),
    };
  }
}
