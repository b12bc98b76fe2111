import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { settleUnknown } from "@/lib/lookups/server/settle-unknown";
import { sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { RunWish } from "@/lib/runs/schema";
import { claimRows } from "@/lib/runs/server/claim-rows";
import { driveRuns } from "@/lib/runs/server/drive-runs";
import { getRun } from "@/lib/runs/server/get-run";
import { pauseRun } from "@/lib/runs/server/pause-run";
import { resumeRun } from "@/lib/runs/server/resume-run";
import { retryRun } from "@/lib/runs/server/retry-run";
import { findDueRuns } from "@/lib/runs/server/running-store";
import { stopRun } from "@/lib/runs/server/stop-run";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { useTestDatabase } from "@/lib/testing/database";
import {
  aRunningTeam,
  aStarted,
  allAsked,
  answerAll,
  asked,
  creditsOf,
  emailOf,
  emailsOf,
  standingOf,
} from "@/lib/testing/running-runs";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

let rep: Viewer;
let admin: Viewer;

const standing = (runId: string) => standingOf(admin, runId);
const spent = () => creditsOf(rep.workspaceId);

beforeEach(async () => {
  ({ rep, admin } = await aRunningTeam());
  answerAll(stub());
});

describe("a run", () => {
  test("sends every row once, ten a call, and each stands by what came of it", async () => {
    answerAll(stub(), { nobody: [3, 14] });
    const runId = await aStarted(rep, 25);
    expect(await driveRuns()).toBe(25);
    expect(await standing(runId)).toEqual(["done", null, { matched: 23, no_match: 2 }]);
    expect(
      stub()
        .calls.map((call) => asked(call).length)
        .sort(),
    ).toEqual([10, 10, 5]);
    expect(allAsked(stub())).toEqual(emailsOf(25));
    expect(await spent()).toEqual({ held: 0, spent: 23 });
    const rows = await db.runRow.findMany({ where: { runId, state: "matched" } });
    expect(rows.every(({ lookupId, personId }) => lookupId !== null && personId !== null)).toBe(true);
    expect((await getRun(rep, runId)).endedAt).not.toBeNull();
  });

  test("is never sent twice by two that drive at once", async () => {
    const runId = await aStarted(rep, 95);
    await Promise.all([driveRuns(), driveRuns(), driveRuns()]);
    expect(await standing(runId)).toEqual(["done", null, { matched: 95 }]);
    expect(allAsked(stub())).toEqual(emailsOf(95));
    expect(await spent()).toEqual({ held: 0, spent: 95 });
  });

  test("stops after its first rows, and goes on with all others when it is resumed", async () => {
    const runId = await aStarted(rep, 30, { rowLimit: 12 });
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "first_rows", { matched: 12, queued: 18 }]);
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 30 }]);
  });

  test("asks for nobody who came onto the list since, or is ours by now", async () => {
    const first = await aStarted(rep, 2);
    const second = await aStarted(rep, 4);
    await db.run.update({ where: { id: second }, data: { state: "paused" } });
    await driveRuns();
    await submitSuppressions(admin, { kind: "email", text: emailOf(3), reason: "objected", until: null });
    await resumeRun(rep, { runId: second });
    await driveRuns();
    expect(await standing(first)).toEqual(["done", null, { matched: 2 }]);
    expect(await standing(second)).toEqual(["done", null, { ours: 2, suppressed: 1, matched: 1 }]);
    expect(await spent()).toEqual({ held: 0, spent: 3 });
  });

  test("puts whom it found, or had already, into the list that was chosen for it", async () => {
    const { workspaceId, userId } = rep;
    await aStarted(rep, 1);
    await driveRuns();
    const { id: listId } = await db.list.create({
      data: { id: newId("list"), workspaceId, ownerId: userId, name: "Found" },
    });
    answerAll(stub(), { nobody: [2] });
    await aStarted(rep, 4, { listId });
    await driveRuns();
    const listed = await db.listPerson.findMany({ where: { listId }, include: { person: true } });
    expect(listed.map(({ person }) => person.fullName).toSorted()).toEqual([
      "Ana Silva 1",
      "Ana Silva 3",
      "Ana Silva 4",
    ]);
  });

  test("says that it waits while what comes later could not reach us, and sends nothing", async () => {
    const live: Viewer = { ...rep, workspaceKind: "live" };
    await db.workspace.update({ where: { id: rep.workspaceId }, data: { kind: "live" } });
    const runId = await aStarted(live, 3);
    expect((await getRun(live, runId)).progress.hasNoWayBack).toBe(false);
    // As when APP_URL is changed while a run goes on.
    await db.run.update({ where: { id: runId }, data: { options: { revealPhoneNumber: true } } });
    await driveRuns();
    expect(await standing(runId)).toEqual(["running", null, { queued: 3 }]);
    expect((await getRun(live, runId)).progress.hasNoWayBack).toBe(true);
    expect(allAsked(stub())).toEqual([]);
  });

  test("with a waterfall asks for one a call", async () => {
    await aStarted(rep, 3, { wish: RunWish.parse({ waterfallEmail: true }) });
    await driveRuns();
    expect(stub().calls.map((call) => asked(call).length)).toEqual([1, 1, 1]);
    expect(await spent()).toEqual({ held: 15, spent: 3 });
  });
});

describe("nothing new is taken up once it is committed that a run", () => {
  test("is paused; what was not sent waits, and is sent when it is resumed", async () => {
    const runId = await aStarted(rep, 300);
    const driving = driveRuns();
    await vi.waitFor(() => expect(stub().calls.length).toBeGreaterThan(1));
    await pauseRun(rep, { runId });
    const taken = await db.attempt.count({ where: { workspaceId: rep.workspaceId } });
    await driving;
    expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId } })).toBe(taken);
    expect(allAsked(stub())).toHaveLength(taken);
    expect(await standing(runId)).toEqual(["paused", "by_hand", { matched: taken, queued: 300 - taken }]);
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 300 }]);
    expect(await spent()).toEqual({ held: 0, spent: 300 });
  });

  test("is stopped; what was not sent never is, until somebody has it sent", async () => {
    const runId = await aStarted(rep, 300);
    const driving = Promise.all([driveRuns(), driveRuns()]);
    await vi.waitFor(() => expect(stub().calls.length).toBeGreaterThan(1));
    await stopRun(rep, { runId });
    const taken = await db.attempt.count({ where: { workspaceId: rep.workspaceId } });
    await driving;
    expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId } })).toBe(taken);
    expect(await standing(runId)).toEqual(["stopped", "by_hand", { matched: taken, stopped: 300 - taken }]);
    expect(await retryRun(rep, { runId, which: "stopped" })).toEqual({ rows: 300 - taken });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 300 }]);
    expect(allAsked(stub())).toEqual(emailsOf(300));
  });
});

describe("a process that dies", () => {
  test("leaves what it sent unknown and never sent again; the rest goes on, and a later word moves the row", async () => {
    const runId = await aStarted(rep, 25);
    const [due] = await findDueRuns(db);
    if (!due) throw new Error("nothing runs");
    expect((await claimRows(due, 1)).calls).toMatchObject([{ people: { length: 10 } }]);
    await db.attempt.updateMany({
      data: { sentAt: new Date(Date.now() - 90_000) },
      where: { workspaceId: rep.workspaceId },
    });
    await db.bulkCall.updateMany({
      data: { sentAt: new Date(Date.now() - 90_000) },
      where: { workspaceId: rep.workspaceId },
    });
    await sweepStaleAttempts();
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { unknown: 10, matched: 15 }]);
    expect(allAsked(stub())).toHaveLength(15);
    expect(await spent()).toEqual({ held: 10, spent: 15 });
    expect(await db.bulkCall.count({ where: { runId, state: "unknown" } })).toBe(1);
    await expect(retryRun(rep, { runId, which: "failed" })).rejects.toMatchObject({ code: "conflict" });

    const [first, second] = await db.attempt.findMany({ where: { workspaceId: rep.workspaceId, state: "unknown" } });
    const decide = (attemptId: string, decision: "charged" | "not_charged") =>
      inTransaction((tx) =>
        settleUnknown(tx, { workspaceId: rep.workspaceId, attemptId }, { decision, resolution: "person" }),
      );
    await decide(first?.id ?? "", "charged");
    await decide(second?.id ?? "", "not_charged");
    expect(await standing(runId)).toEqual(["done", null, { unknown: 8, failed: 2, matched: 15 }]);
    expect(await retryRun(rep, { runId, which: "failed" })).toEqual({ rows: 1 });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { unknown: 8, failed: 1, matched: 16 }]);
    expect(await spent()).toEqual({ held: 8, spent: 17 });
  });
});
