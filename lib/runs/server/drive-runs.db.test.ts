import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { clearPauses } from "@/lib/api-keys/server/pause-key";
import type { Viewer } from "@/lib/auth/viewer";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db, inTransaction } from "@/lib/db/client";
import { settleUnknown } from "@/lib/lookups/server/settle-unknown";
import { sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { StartRunInput } from "@/lib/runs/schema";
import { claimRows } from "@/lib/runs/server/claim-rows";
import { driveRuns } from "@/lib/runs/server/drive-runs";
import { getRun } from "@/lib/runs/server/get-run";
import { pauseRun } from "@/lib/runs/server/pause-run";
import { resumeRun } from "@/lib/runs/server/resume-run";
import { retryRun } from "@/lib/runs/server/retry-run";
import { findDueRuns } from "@/lib/runs/server/running-store";
import { startRun } from "@/lib/runs/server/start-run";
import { stopRun } from "@/lib/runs/server/stop-run";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, type StubCall } from "@/lib/testing/provider-stub";
import { aDraft } from "@/lib/testing/runs";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

let rep: Viewer;
let admin: Viewer;

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const emailOf = (n: number) => `ana${String(n)}@acme.example`;

const wirePerson = (email: string) => {
  const n = Number(/\d+/.exec(email)?.[0]);
  return {
    ...{ id: `64920f0a1b2c3d4e5f60${n.toString(16).padStart(4, "0")}`, email, employment_history: [] },
    ...{ first_name: "Ana", last_name: `Silva ${String(n)}`, name: `Ana Silva ${String(n)}`, title: "Engineer" },
  };
};

const asked = ({ body }: StubCall) => (body["details"] as { email: string }[]).map(({ email }) => email);
const allAsked = () =>
  stub()
    .calls.filter(({ path }) => path.includes("bulk_match"))
    .flatMap(asked);

/** Everybody is found but those whom the test names. */
function answerAll({ nobody = [], headers = {} }: { nobody?: number[]; headers?: Record<string, string> } = {}) {
  stub().answerWith((call, response) => {
    const matches = asked(call).map((email) => (nobody.map(emailOf).includes(email) ? null : wirePerson(email)));
    const found = matches.filter((match) => match !== null).length;
    const sums = {
      total_requested_enrichments: matches.length,
      unique_enriched_records: found,
      credits_consumed: found,
    };
    return answerJson(200, { status: "success", ...sums, matches, request_id: 77 }, headers)(call, response);
  });
}

const csv = (rows: number) => ["email", ...numbers(rows).map(emailOf)].join("\n");
const wishFor = (runId: string, given: Partial<StartRunInput> = {}) => {
  const limits = { rowLimit: null, creditCeiling: null, failuresMax: 20, listId: null };
  return StartRunInput.parse({ runId, wish: {}, ...limits, ...given });
};

async function aStarted(rows: number, given: Partial<StartRunInput> = {}, viewer = rep): Promise<string> {
  const runId = await aDraft(viewer, csv(rows));
  await startRun(viewer, wishFor(runId, given));
  return runId;
}

const standing = async (runId: string) => {
  const { state, stopReason, counts } = await getRun(admin, runId);
  return [state, stopReason, counts];
};

/** What the budget carries is what the ledger says. */
async function spent() {
  const { workspaceId } = rep;
  const [period] = await db.budgetPeriod.findMany({ where: { workspaceId, scope: "workspace" } });
  const [ledger] = await db.$queryRaw<{ held: number; spent: number }[]>`
    SELECT (coalesce(sum(credits) FILTER (WHERE kind = 'hold'), 0)
              - coalesce(sum(credits) FILTER (WHERE kind IN ('release', 'charge')), 0))::int AS held,
           coalesce(sum(credits) FILTER (WHERE kind = 'charge'), 0)::int AS spent
      FROM ledger_entry WHERE workspace_id = ${workspaceId}`;
  expect({ held: period?.held.toNumber() ?? 0, spent: period?.spent.toNumber() ?? 0 }).toEqual(ledger);
  return ledger;
}

beforeEach(async () => {
  // Runs of other tests are not driven.
  await db.run.updateMany({ where: { state: "running" }, data: { state: "paused" } });
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  answerAll();
});

describe("a run", () => {
  test("sends every row once, ten a call, and each stands by what came of it", async () => {
    answerAll({ nobody: [3, 14] });
    const runId = await aStarted(25);
    expect(await driveRuns()).toBe(25);
    expect(await standing(runId)).toEqual(["done", null, { matched: 23, no_match: 2 }]);
    expect(
      stub()
        .calls.map((call) => asked(call).length)
        .sort(),
    ).toEqual([10, 10, 5]);
    expect(allAsked().toSorted()).toEqual(numbers(25).map(emailOf).toSorted());
    expect(await spent()).toEqual({ held: 0, spent: 23 });
    const rows = await db.runRow.findMany({ where: { runId, state: "matched" } });
    expect(rows.every(({ lookupId, personId }) => lookupId !== null && personId !== null)).toBe(true);
    expect((await getRun(rep, runId)).endedAt).not.toBeNull();
  });

  test("is never sent twice by two that drive at once", async () => {
    const runId = await aStarted(95);
    await Promise.all([driveRuns(), driveRuns(), driveRuns()]);
    expect(await standing(runId)).toEqual(["done", null, { matched: 95 }]);
    expect(allAsked().toSorted()).toEqual(numbers(95).map(emailOf).toSorted());
    expect(await spent()).toEqual({ held: 0, spent: 95 });
  });

  test("stops after its first rows, and goes on with all others when it is resumed", async () => {
    const runId = await aStarted(30, { rowLimit: 12 });
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "first_rows", { matched: 12, queued: 18 }]);
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 30 }]);
  });

  test("asks for nobody who came onto the list since, or is ours by now", async () => {
    const first = await aStarted(2);
    const second = await aStarted(4);
    await db.run.update({ where: { id: second }, data: { state: "paused" } });
    await driveRuns();
    await submitSuppressions(admin, { kind: "email", text: emailOf(3), reason: "objected", until: null });
    await resumeRun(rep, { runId: second });
    await driveRuns();
    expect(await standing(first)).toEqual(["done", null, { matched: 2 }]);
    expect(await standing(second)).toEqual(["done", null, { ours: 2, suppressed: 1, matched: 1 }]);
    expect(await spent()).toEqual({ held: 0, spent: 3 });
  });

  test("with a waterfall asks for one a call", async () => {
    await aStarted(3, { wish: { ...wishFor("").wish, waterfallEmail: true } });
    await driveRuns();
    expect(stub().calls.map((call) => asked(call).length)).toEqual([1, 1, 1]);
    expect(await spent()).toEqual({ held: 15, spent: 3 });
  });
});

describe("nothing new is taken up once it is committed that a run", () => {
  test("is paused; what was not sent waits, and is sent when it is resumed", async () => {
    const runId = await aStarted(300);
    const driving = driveRuns();
    await vi.waitFor(() => expect(stub().calls.length).toBeGreaterThan(1));
    await pauseRun(rep, { runId });
    const taken = await db.attempt.count({ where: { workspaceId: rep.workspaceId } });
    await driving;
    expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId } })).toBe(taken);
    expect(allAsked()).toHaveLength(taken);
    expect(await standing(runId)).toEqual(["paused", "by_hand", { matched: taken, queued: 300 - taken }]);
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 300 }]);
    expect(await spent()).toEqual({ held: 0, spent: 300 });
  });

  test("is stopped; what was not sent never is, until somebody has it sent", async () => {
    const runId = await aStarted(300);
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
    expect(allAsked().toSorted()).toEqual(numbers(300).map(emailOf).toSorted());
  });
});

describe("a run ends cleanly", () => {
  test("at its own ceiling, with nothing held or charged above it", async () => {
    answerAll({ nobody: [1, 2, 3] });
    const runId = await aStarted(40, { creditCeiling: "15" });
    await driveRuns();
    expect(await standing(runId)).toEqual(["stopped", "ceiling", { matched: 15, no_match: 3, stopped: 22 }]);
    expect(await spent()).toEqual({ held: 0, spent: 15 });
  });

  test("where the budget ends", async () => {
    await setBudget(admin, { scope: "workspace", creditLimit: "17", resetDay: 1 });
    const runId = await aStarted(40);
    await driveRuns();
    expect(await standing(runId)).toEqual(["stopped", "budget", { matched: 17, stopped: 23 }]);
    expect(await spent()).toEqual({ held: 0, spent: 17 });
  });

  test("when so many rows failed one after another, and tries them again without those that succeeded", async () => {
    const runId = await aStarted(60, { failuresMax: 20, rowLimit: 10 });
    await driveRuns();
    stub().answerWith(answerJson(422, { error: "invalid parameters" }));
    await resumeRun(rep, { runId });
    await driveRuns();
    const [state, reason, counts] = await standing(runId);
    expect([state, reason]).toEqual(["stopped", "failures"]);
    const { matched = 0, failed = 0, stopped = 0 } = counts as Record<string, number>;
    expect({ matched, all: matched + failed + stopped, isEnough: failed >= 20 }).toEqual({
      matched: 10,
      all: 60,
      isEnough: true,
    });
    answerAll();
    expect(await retryRun(rep, { runId, which: "failed" })).toEqual({ rows: failed });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 10 + failed, ...(stopped && { stopped }) }]);
    expect(allAsked()).toHaveLength(failed);
    expect(await spent()).toEqual({ held: 0, spent: 10 + failed });
  });

  test("when the account has no credits left", async () => {
    const runId = await aStarted(200);
    stub().answerWith(answerJson(422, { error: "You have insufficient credits." }));
    await driveRuns();
    const [state, reason, counts] = await standing(runId);
    expect([state, reason]).toEqual(["stopped", "credits_exhausted"]);
    expect((counts as Record<string, number>)["stopped"]).toBeGreaterThan(0);
    expect(await spent()).toEqual({ held: 0, spent: 0 });
  });

  test("when whose it is may look nobody up any more", async () => {
    const runId = await aStarted(10);
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
    const runId = await aStarted(20);
    stub().answerWith(answerJson(401, "Invalid API key."));
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "key", { queued: 20 }]);
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "key", { queued: 20 }]);
    answerAll();
    const { id } = await db.apiKey.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    await inTransaction((tx) => clearPauses(tx, id));
    await resumeRun(rep, { runId });
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 20 }]);
    expect(await spent()).toEqual({ held: 0, spent: 20 });
  });

  test("while there is no key", async () => {
    const runId = await aStarted(5);
    await db.apiKey.updateMany({ where: { workspaceId: rep.workspaceId }, data: { isDefault: false } });
    await driveRuns();
    expect(await standing(runId)).toEqual(["paused", "no_key", { queued: 5 }]);
  });

  test("after a 429, with nothing held, and are sent by other attempts, each paid once", async () => {
    const runId = await aStarted(30);
    stub().answerWith(answerJson(429, { message: "maximum" }, { "retry-after": "30" }));
    await driveRuns();
    expect(await standing(runId)).toEqual(["running", null, { queued: 30 }]);
    expect(await spent()).toEqual({ held: 0, spent: 0 });
    answerAll();
    await db.providerPause.deleteMany();
    await driveRuns();
    expect(await standing(runId)).toEqual(["done", null, { matched: 30 }]);
    expect(await spent()).toEqual({ held: 0, spent: 30 });
  });

  test("until the provider's window is over: no call of more is made in it", async () => {
    const limit = { "x-rate-limit-minute": "20", "x-minute-usage": "1", "x-minute-requests-left": "19" };
    answerAll({ headers: limit });
    const runId = await aStarted(290);
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

describe("a process that dies", () => {
  test("leaves what it sent unknown and never sent again; the rest goes on, and a later word moves the row", async () => {
    const runId = await aStarted(25);
    const [due] = await findDueRuns(db);
    if (!due) throw new Error("nothing runs");
    expect((await claimRows(due)).call?.people).toHaveLength(10);
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
    expect(allAsked()).toHaveLength(15);
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
