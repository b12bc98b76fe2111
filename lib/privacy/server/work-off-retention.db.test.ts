import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { storePolled } from "@/lib/deliveries/server/delivery-store";
import { getDelivery } from "@/lib/deliveries/server/get-delivery";
import { replayDelivery } from "@/lib/deliveries/server/replay-delivery";
import { newId } from "@/lib/ids/ids";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { wasSkipped } from "@/lib/lookups/server/was-skipped";
import { INSTALLATION_SCOPE } from "@/lib/privacy/retention";
import { getRetention } from "@/lib/privacy/server/get-retention";
import { requestNightlyRetention, requestRetention } from "@/lib/privacy/server/request-retention";
import { PURGES } from "@/lib/privacy/server/purges";
import { claimRun, countBatch, keepRun } from "@/lib/privacy/server/retention-run-store";
import { workOffRetention } from "@/lib/privacy/server/work-off-retention";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
afterAll(closeDirectPool);

const BODY = Buffer.from('{"people":[{"id":"somebody","phone_numbers":[]}]}');
const SETTLED = { phoneState: "delivered" } as const;
let admin: Viewer;

beforeEach(async () => {
  await db.retentionRun.deleteMany();
  admin = await aViewer({ workspaceId: await aWorkspace("live"), role: "admin", workspaceKind: "live" });
});

async function aBody(
  { attemptId }: TestAttempt,
  { state = "applied", ageDays = 31, body = BODY } = {},
): Promise<string> {
  const id = newId("delivery");
  const bodySha256 = new Uint8Array(sha256(body));
  const { workspaceId } = admin;
  await db.delivery.create({
    data: { id, workspaceId, attemptId, bodySha256, body: new Uint8Array(body), state, kind: "phone" },
  });
  await db.$executeRaw`update delivery set received_at = now() - make_interval(days => ${ageDays}) where id = ${id}`;
  return id;
}

async function answered({ attemptId }: TestAttempt, text: string, ageDays = 31): Promise<void> {
  await db.$executeRaw`update attempt set response_body = ${Buffer.from(text)},
    answered_at = now() - make_interval(days => ${ageDays}) where id = ${attemptId}`;
}

async function runNow(): Promise<void> {
  await requestRetention(admin);
  await workOffRetention();
}

const sizeOf = async (id: string) => (await db.delivery.findUniqueOrThrow({ where: { id } })).body.length;

describe("a raw body", () => {
  test("goes when it is old enough; its hash, its times and what came of it stay, and the pages say so", async () => {
    const attempt = await anAttempt(admin, SETTLED);
    await answered(attempt, '{"person":{"id":"x"}}');
    const [old, fresh] = [await aBody(attempt), await aBody(await anAttempt(admin, SETTLED), { ageDays: 29 })];
    const before = await db.ledgerEntry.findMany({ where: { attemptId: attempt.attemptId } });
    await runNow();
    const { form, ...kept } = await readKept(old);
    expect(form).toBe("removed");
    expect(kept).toEqual({ state: "applied", sha256: sha256(BODY).toString("hex"), mayDownload: false });
    expect(await sizeOf(fresh)).toBe(BODY.length);
    const story = await getLookup(admin, attempt.lookupId);
    expect(story.attempt?.responseBody).toBeNull();
    expect(story.attempt?.answerRemovedAt).not.toBeNull();
    expect(story.deliveries[0]).toMatchObject({ body: "", state: "applied" });
    expect(story.deliveries[0]?.bodyRemovedAt).not.toBeNull();
    expect(await db.ledgerEntry.findMany({ where: { attemptId: attempt.attemptId } })).toEqual(before);
  });

  test.each([
    ["is not applied yet", { state: "received" }, SETTLED],
    ["cannot be read and waits for a replay", { state: "quarantined" }, SETTLED],
    ["belongs to a call that waits for phones", {}, { phoneState: "waiting" }],
    ["belongs to a call whose phones are late", {}, { phoneState: "late" }],
    ["belongs to a call that waits for a waterfall", {}, { ...SETTLED, waterfallState: "waiting" }],
    ["belongs to a call of unknown outcome", {}, { ...SETTLED, state: "unknown" }],
    ["belongs to a match that somebody has to look at", {}, { ...SETTLED, outcome: "needs_a_look" }],
  ] as const)("that %s is kept at any age, and so is its call's answer", async (_why, body, given) => {
    const attempt = await anAttempt(admin, given);
    await answered(attempt, '{"person":null}', 400);
    const id = await aBody(attempt, { ageDays: 400, ...body });
    await runNow();
    expect(await sizeOf(id)).toBe(BODY.length);
    const isOfBodyAlone = "state" in body;
    const { responseBody } = await db.attempt.findUniqueOrThrow({ where: { id: attempt.attemptId } });
    expect(responseBody === null).toBe(isOfBodyAlone);
    const rule = (await getRetention(admin)).rules.find((known) => known.rule === "delivery_bodies");
    expect(rule).toMatchObject({ due: 0, heldBack: 1, lastRemoved: 0 });
  });

  test("that is gone is not replayed, and comes back when the poll proves it ours", async () => {
    const attempt = await anAttempt(admin, SETTLED);
    const id = await aBody(attempt, { state: "mismatch" });
    await runNow();
    await expect(replayDelivery(admin, id)).rejects.toMatchObject({ code: "conflict" });
    await storePolled({ attemptId: attempt.attemptId, bodySha256: sha256(BODY), body: BODY });
    expect(await db.delivery.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: "received",
      bodyRemovedAt: null,
    });
    expect(await sizeOf(id)).toBe(BODY.length);
  });
});

test("an answer that goes leaves whether its reveal was skipped, by which the bill is explained later", async () => {
  const skipped = await anAttempt(admin, SETTLED);
  const asked = await anAttempt(admin, SETTLED);
  await answered(skipped, '{"person":{"name":"Ana"},"phone_enrichment":{"status":"skipped"}}');
  await answered(asked, '{"person":{"name":"Ana"},"phone_enrichment":{"status":"accepted"}}');
  await runNow();
  const read = async ({ attemptId }: TestAttempt) =>
    (await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).responseBody;
  expect(wasSkipped(await read(skipped))).toBe(true);
  expect(Buffer.from((await read(skipped)) ?? []).toString()).not.toContain("Ana");
  expect(await read(asked)).toBeNull();
});

describe("a run", () => {
  const bodies = 25;
  async function someBodies(): Promise<void> {
    const attempt = await anAttempt(admin, SETTLED);
    for (let nth = 0; nth < bodies; nth += 1) await aBody(attempt, { body: Buffer.from(`{"nth":${String(nth)}}`) });
  }
  /** The workspace's own run, as a process holds it. */
  async function claimOwn() {
    await requestRetention(admin);
    await db.retentionRun.deleteMany({ where: { scope: INSTALLATION_SCOPE } });
    const held = await claimRun(db);
    if (!held) throw new Error("no run to be claimed");
    return held;
  }
  const leftOver = () => db.delivery.count({ where: { workspaceId: admin.workspaceId, bodyRemovedAt: null } });
  const removedIn = async () => {
    const { removed } = await db.retentionRun.findFirstOrThrow({ where: { scope: admin.workspaceId } });
    return (removed as Record<string, number>)["delivery_bodies"];
  };

  test("whose process is killed is taken up where it was: nothing is done twice, nothing is left", async () => {
    await someBodies();
    const dead = await claimOwn();
    await inTransaction(async (tx) => {
      await keepRun(tx, dead);
      const removed = await PURGES.delivery_bodies.remove(tx, { workspaceId: admin.workspaceId, days: 30, max: 4 });
      await countBatch(tx, dead, { rule: "delivery_bodies", removed, isLast: false });
    });
    await workOffRetention();
    expect(await leftOver()).toBe(bodies - 4);
    await db.$executeRaw`update retention_run set lease_until = now() - interval '1 second'`;
    await workOffRetention({ batch: 4 });
    expect(await leftOver()).toBe(0);
    expect(await removedIn()).toBe(bodies);
    expect(await keepRun(db, dead)).toBe(false);
  });

  test("that another process has taken up undoes what the first still tries to write", async () => {
    await someBodies();
    const first = await claimOwn();
    await db.$executeRaw`update retention_run set lease_until = now() - interval '1 second'`;
    await claimRun(db);
    const wrote = await inTransaction(async (tx) => {
      if (!(await keepRun(tx, first))) return false;
      await countBatch(tx, first, { rule: "delivery_bodies", removed: 4, isLast: false });
      return true;
    });
    expect([wrote, await removedIn()]).toEqual([false, undefined]);
  });

  test("is worked off once by several processes at once, and by whoever asks meanwhile is joined", async () => {
    await someBodies();
    await Promise.all([requestRetention(admin), requestRetention(admin), requestNightlyRetention()]);
    expect(await db.retentionRun.count({ where: { scope: admin.workspaceId } })).toBe(1);
    await Promise.all(Array.from({ length: 4 }, () => workOffRetention({ batch: 3 })));
    while ((await db.retentionRun.count({ where: { finishedAt: null } })) > 0) await workOffRetention({ batch: 3 });
    expect([await leftOver(), await removedIn()]).toEqual([0, bodies]);
    const ran = await db.auditEvent.findMany({ where: { action: "retention.ran", workspaceId: admin.workspaceId } });
    expect(ran.map(({ detail }) => detail)).toEqual([{ removed: { delivery_bodies: bodies } }]);
  });

  test("touches no other workspace", async () => {
    const theirs = await aBody(await anAttempt(admin, SETTLED));
    admin = await aViewer({ workspaceId: await aWorkspace("live"), role: "admin", workspaceKind: "live" });
    await runNow();
    expect(await sizeOf(theirs)).toBe(BODY.length);
  });

  test("of the installation removes sessions, failures and refusals that are old enough, and no others", async () => {
    const { userId } = admin;
    await db.$executeRaw`insert into auth_session (id, user_id, address, created_at)
      select d::text, ${userId}, '192.0.2.1', now() - make_interval(days => d) from unnest(array[59, 61]) d`;
    await db.$executeRaw`insert into sign_in_failure (id, account_key, address, created_at)
      select h::text, 'k', '192.0.2.1', now() - make_interval(hours => h) from unnest(array[23, 25]) h`;
    await db.$executeRaw`insert into webhook_refusal (day, reason, count)
      select current_date - d, 'rate', 1 from unnest(array[364, 367]) d`;
    await runNow();
    const { removed } = await db.retentionRun.findFirstOrThrow({ where: { scope: INSTALLATION_SCOPE } });
    expect(removed).toEqual({ sessions: 1, sign_in_failures: 1, webhook_refusals: 1, audit: 0 });
    expect(await db.authSession.count()).toBe(1);
  });
});

async function readKept(id: string) {
  const { body, state, sha256: hash, mayDownload } = await getDelivery(admin, id);
  return { form: body.form, state, sha256: hash, mayDownload };
}
