import { beforeEach, describe, expect, test } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { RunWish, StartRunInput } from "@/lib/runs/schema";
import { approveRun } from "@/lib/runs/server/approve-run";
import { changeMapping } from "@/lib/runs/server/change-mapping";
import { countWaiting } from "@/lib/runs/server/count-waiting";
import { declineRun } from "@/lib/runs/server/decline-run";
import { dryRun } from "@/lib/runs/server/dry-run";
import { getRun } from "@/lib/runs/server/get-run";
import { listWaitingRuns } from "@/lib/runs/server/list-waiting-runs";
import { pauseRun } from "@/lib/runs/server/pause-run";
import { resumeRun } from "@/lib/runs/server/resume-run";
import { retryRun } from "@/lib/runs/server/retry-run";
import { startRun } from "@/lib/runs/server/start-run";
import { stopRun } from "@/lib/runs/server/stop-run";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aDraft } from "@/lib/testing/runs";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
});

const FILE = "email\na@acme.example\nb@acme.example\nnobody\na@acme.example\nno@acme.example\n";
const PHONES = RunWish.parse({ revealPhoneNumber: true });

const inputOf = (runId: string, given: Partial<StartRunInput> = {}) => {
  const limits = { rowLimit: null, creditCeiling: null, failuresMax: 20, listId: null };
  return StartRunInput.parse({ runId, wish: {}, ...limits, ...given });
};
const standing = async (runId: string) => {
  const { state, stopReason, counts } = await getRun(admin, runId);
  return [state, stopReason, counts];
};
const audited = async (runId: string) =>
  (await db.auditEvent.findMany({ where: { subject: runId }, orderBy: { at: "asc" } })).map(({ action }) => action);
const approveAbove = (credits: number) =>
  db.workspace.update({ where: { id: rep.workspaceId }, data: { approvalAbove: credits } });

describe("a draft that is started", () => {
  test("has its rows judged, those that are ready queued, and its bytes dropped", async () => {
    await submitSuppressions(admin, { kind: "email", text: "no@acme.example", reason: "objected", until: null });
    const runId = await aDraft(rep, FILE);
    const input = inputOf(runId, { rowLimit: 10, creditCeiling: "7.5", failuresMax: 3 });
    expect(await startRun(rep, input)).toEqual({ state: "running" });
    expect(await standing(runId)).toEqual(["running", null, { queued: 2, invalid: 1, duplicate: 1, suppressed: 1 }]);
    expect(await getRun(rep, runId)).toMatchObject({ rowLimit: 10, creditCeiling: "7.5", failuresMax: 3 });
    expect(await db.runChunk.count({ where: { runId } })).toBe(0);
    expect(await audited(runId)).toEqual(["run.uploaded", "run.started"]);
    await expect(startRun(rep, input)).rejects.toMatchObject({ code: "conflict" });
  });

  test("is judged by what is wished now, whatever the last dry run was of", async () => {
    const runId = await aDraft(rep, FILE);
    await dryRun(rep, runId, PHONES);
    await changeMapping(rep, runId, ["email"]);
    await startRun(rep, inputOf(runId));
    expect((await getRun(rep, runId)).wish).toEqual(RunWish.parse({}));
    expect(await standing(runId)).toEqual(["running", null, { queued: 3, invalid: 1, duplicate: 1 }]);
  });

  test("needs somebody to look for, a key, and a list that is there", async () => {
    const nobody = await aDraft(rep, "email\nnobody\n");
    await expect(startRun(rep, inputOf(nobody))).rejects.toMatchObject({ code: "conflict" });
    const runId = await aDraft(rep, FILE);
    await expect(startRun(rep, inputOf(runId, { listId: newId("list") }))).rejects.toMatchObject({ code: "not_found" });
    await db.apiKey.updateMany({ where: { workspaceId: rep.workspaceId }, data: { isDefault: false } });
    await expect(startRun(rep, inputOf(runId))).rejects.toMatchObject({ code: "key_missing" });
    expect((await standing(runId))[0]).toBe("draft");
  });
});

describe("a run that could cost more than a rep may spend unasked", () => {
  test("waits for an admin, and starts when one agrees", async () => {
    await approveAbove(2);
    const runId = await aDraft(rep, FILE);
    expect(await startRun(rep, inputOf(runId))).toEqual({ state: "awaiting_approval" });
    expect((await getRun(rep, runId)).startedAt).toBeNull();
    await expect(approveRun(rep, { runId })).rejects.toMatchObject({ code: "forbidden" });
    await approveRun(admin, { runId });
    expect(await standing(runId)).toMatchObject(["running", null, { queued: 3 }]);
    expect((await getRun(rep, runId)).startedAt).not.toBeNull();
    await expect(declineRun(admin, { runId })).rejects.toMatchObject({ code: "conflict" });
    expect(await audited(runId)).toEqual(["run.uploaded", "run.requested", "run.approved"]);
  });

  test("stands in the admins' queue with what it may cost and what would be left, until one decides", async () => {
    await approveAbove(2);
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "10", resetDay: 1 });
    const runId = await aDraft(rep, FILE);
    await startRun(rep, inputOf(runId));
    const after = { member: null, workspace: "7" };
    expect((await listWaitingRuns(admin)).runs).toMatchObject([{ id: runId, rows: 3, ceiling: "3", after }]);
    expect(await countWaiting(admin)).toEqual({ waiting: 1 });
    for (const viewer of [rep, await aViewer({ workspaceId: rep.workspaceId, role: "reviewer" })]) {
      await expect(listWaitingRuns(viewer)).rejects.toMatchObject({ code: "forbidden" });
      await expect(countWaiting(viewer)).rejects.toMatchObject({ code: "forbidden" });
    }
    const elsewhere = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    expect(await listWaitingRuns(elsewhere)).toEqual({ runs: [] });
    await approveRun(admin, { runId });
    expect(await listWaitingRuns(admin)).toEqual({ runs: [] });
    expect(await countWaiting(admin)).toEqual({ waiting: 0 });
  });

  test("is never sent when one declines; whoever has its rows sent again asks again", async () => {
    await approveAbove(2);
    const runId = await aDraft(rep, FILE);
    await startRun(rep, inputOf(runId));
    await expect(declineRun(rep, { runId })).rejects.toMatchObject({ code: "forbidden" });
    await declineRun(admin, { runId });
    expect(await standing(runId)).toMatchObject(["stopped", "declined", { stopped: 3 }]);
    await retryRun(rep, { runId, which: "stopped" });
    expect((await standing(runId))[0]).toBe("awaiting_approval");
    await stopRun(rep, { runId });
    await retryRun(rep, { runId, which: "stopped" });
    expect((await standing(runId))[0]).toBe("awaiting_approval");
  });

  test("starts at once where its own ceiling keeps it below, or an admin starts it", async () => {
    await approveAbove(2);
    const mine = await aDraft(rep, FILE);
    expect(await startRun(rep, inputOf(mine, { creditCeiling: "2" }))).toEqual({ state: "running" });
    const theirs = await aDraft(rep, FILE);
    expect(await startRun(admin, inputOf(theirs))).toEqual({ state: "running" });
  });
});

describe("a run is carried on and ended", () => {
  test("by whose it is and by admins; to other reps and workspaces it is not there, and reviewers only read", async () => {
    const { workspaceId } = rep;
    const runId = await aDraft(rep, FILE);
    const elsewhere = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    const [other, reviewer] = [await aViewer({ workspaceId }), await aViewer({ workspaceId, role: "reviewer" })];
    const refused = async (move: (viewer: Viewer) => Promise<unknown>) => {
      for (const stranger of [other, elsewhere])
        await expect(move(stranger)).rejects.toMatchObject({
          code: expect.stringMatching(/not_found|forbidden/) as string,
        });
      await expect(move(reviewer)).rejects.toMatchObject({ code: "forbidden" });
    };
    await refused((viewer) => startRun(viewer, inputOf(runId)));
    await startRun(rep, inputOf(runId));
    await refused((viewer) => pauseRun(viewer, { runId }));
    await pauseRun(admin, { runId });
    await refused((viewer) => resumeRun(viewer, { runId }));
    await resumeRun(rep, { runId });
    await expect(resumeRun(rep, { runId })).rejects.toMatchObject({ code: "conflict" });
    await refused((viewer) => stopRun(viewer, { runId }));
    await stopRun(rep, { runId });
    await refused((viewer) => retryRun(viewer, { runId, which: "stopped" }));
    await refused((viewer) => approveRun(viewer, { runId }));
    await refused((viewer) => declineRun(viewer, { runId }));
    await expect(pauseRun(rep, { runId })).rejects.toMatchObject({ code: "conflict" });
    await expect(retryRun(rep, { runId, which: "failed" })).rejects.toMatchObject({ code: "conflict" });
    expect(await standing(runId)).toMatchObject(["stopped", "by_hand", { stopped: 3 }]);
    expect(await audited(runId)).toEqual(["run.uploaded", "run.started", "run.paused", "run.resumed", "run.stopped"]);
    expect((await getRun(reviewer, runId)).may).toMatchObject({ retry: false, stop: false, undo: false });
    expect((await getRun(rep, runId)).may).toMatchObject({ retry: true, stop: false, undo: true });
  });
});
