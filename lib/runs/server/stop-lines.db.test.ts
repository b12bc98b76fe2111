import { beforeEach, describe, expect, test, vi } from "vitest";
import { clearPauses } from "@/lib/api-keys/server/pause-key";
import type { Viewer } from "@/lib/auth/viewer";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db, inTransaction } from "@/lib/db/client";
import { driveRuns } from "@/lib/runs/server/drive-runs";
import { getRun } from "@/lib/runs/server/get-run";
import { resumeRun } from "@/lib/runs/server/resume-run";
import { retryRun } from "@/lib/runs/server/retry-run";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson } from "@/lib/testing/provider-stub";
import { aRunningTeam, aStarted, allAsked, answerAll, creditsOf, standingOf } from "@/lib/testing/running-runs";
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

describe("a run ends cleanly", () => {
  test("at its own ceiling, with nothing held or charged above it", async () => {
    answerAll(stub(), { nobody: [1, 2, 3] });
    const runId = await aStarted(rep, 40, { creditCeiling: "15" });
    await driveRuns();
    expect(await standing(runId)).toEqual(["stopped", "ceiling", { matched: 15, no_match: 3, stopped: 22 }]);
    expect(await spent()).toEqual({ held: 0, spent: 15 });
  });

  test("where the budget ends", async () => {
    await setBudget(admin, { scope: "workspace", creditLimit: "17", resetDay: 1 });
    const runId = await aStarted(rep, 40);
    await driveRuns();
    expect(await standing(runId)).toEqual(["stopped", "budget", { matched: 17, stopped: 23 }]);
    expect(await spent()).toEqual({ held: 0, spent: 17 });
  });

  test("when so many rows failed one after another, and tries them again without those that succeeded", async () => {
    const runId = await aStarted(rep, 60, { failuresMax: 20, rowLimit: 10 });
    await driveRuns();
    stub().answerWith(answerJson(422, { error: "invalid parameters" }));
    await resumeRun(rep, { runId });
    await driveRuns();
    const [state, reason, counts] = await standing(runId);
    expect([state, reason]).toEqual(["stopped", "failures"]);
    const { matched = 0, failed = 0, stopped = 0 } = counts;
    expect({ matched, all: matched + failed + stopped, isEnough: failed >= 20 }).toEqual({
      matched: 10,
      all: 60,
      isEnough: true,
    });
    answerAll(stub());
    expect(await retryRun(rep, { runId, which: "failed" })).toEqual({ rows: failed });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 10 + failed, ...(stopped && { stopped }) }]);
    expect(allAsked(stub())).toHaveLength(failed);
    expect(await spent()).toEqual({ held: 0, spent: 10 + failed });
  });

  test("when the account has no credits left", async () => {
    const runId = await aStarted(rep, 200);
    stub().answerWith(answerJson(422, { error: "You have insufficient credits." }));
    await driveRuns();
    const [state, reason, counts] = await standing(runId);
    expect([state, reason]).toEqual(["stopped", "credits_exhausted"]);
    expect(counts["stopped"]).toBeGreaterThan(0);
    expect(await spent()).toEqual({ held: 0, spent: 0 });
  });

  test("when whose it is may look nobody up any more", async () => {
    const runId = await aStarted(rep, 10);
    await db.membership.update({
      where: { workspaceId_userId: { workspaceId: rep.workspaceId, userId: rep.userId } },
      data: { role: "reviewer" },
    });
    await driveRuns();
    expect(await standing(runId)).toEqual(["stopped", "owner_gone", { stopped: 10 }]);
    expect(stub().calls).toHaveLength(0);
  });
});

describe("rows wait", () => {
  test("while the key is refused, and nothing is charged; they go when an admin has seen to it", async () => {
    const runId = await aStarted(rep, 20);
    stub().answerWith(answerJson(401, "Invalid API key."));
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "key", { queued: 20 }]);
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "key", { queued: 20 }]);
    answerAll(stub());
    const { id } = await db.apiKey.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    await inTransaction((tx) => clearPauses(tx, id));
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 20 }]);
    expect(await spent()).toEqual({ held: 0, spent: 20 });
  });

  test("while there is no key", async () => {
    const runId = await aStarted(rep, 5);
    await db.apiKey.updateMany({ where: { workspaceId: rep.workspaceId }, data: { isDefault: false } });
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "no_key", { queued: 5 }]);
  });

  test("after a 429, with nothing held, and are sent by other attempts, each paid once", async () => {
    const runId = await aStarted(rep, 30);
    stub().answerWith(answerJson(429, { message: "maximum" }, { "retry-after": "30" }));
    await driveRuns();
    expect(await standing(runId)).toEqual(["running", null, { queued: 30 }]);
    expect(await spent()).toEqual({ held: 0, spent: 0 });
    answerAll(stub());
    await db.providerPause.deleteMany();
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 30 }]);
    expect(await spent()).toEqual({ held: 0, spent: 30 });
  });

  test("until the provider's window is over: no call of more is made in it", async () => {
    const limit = { "x-rate-limit-minute": "20", "x-minute-usage": "1", "x-minute-requests-left": "19" };
    answerAll(stub(), { headers: limit });
    const runId = await aStarted(rep, 290);
    await driveRuns();
    expect(stub().calls.length).toBe(20);
    const { counts, progress } = await getRun(rep, runId);
    expect(counts).toEqual({ matched: 200, queued: 90 });
    expect(Date.parse(progress.waitsUntil ?? "")).toBeGreaterThan(Date.now() + 40_000);
    await db.$executeRaw`
      UPDATE rate_window SET opened_at = opened_at - interval '61 seconds', answered_at = answered_at - interval '61 seconds'`;
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 290 }]);
  });
});
