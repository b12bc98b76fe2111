import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { NEWS } from "@/lib/lookups/history-view";
import { getArrivals } from "@/lib/lookups/server/get-arrivals";
import { listLookups } from "@/lib/lookups/server/list-lookups";
import { markSeen } from "@/lib/lookups/server/mark-seen";
import { touchPresence } from "@/lib/lookups/server/touch-presence";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aLookup } from "@/lib/testing/lookups";

useTestDatabase();

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

let admin: Viewer;
let reviewer: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  rep = await aViewer({ workspaceId });
  for (const viewer of [admin, reviewer, rep]) await leaveAt(viewer, ago(15));
});

const whereOf = ({ workspaceId, userId }: Viewer) => ({ workspaceId_userId: { workspaceId, userId } });
const leaveAt = (viewer: Viewer, seenAt: Date | null) =>
  db.membership.update({ where: whereOf(viewer), data: { seenAt } });
const seenAtOf = async (viewer: Viewer) => (await db.membership.findUnique({ where: whereOf(viewer) }))?.seenAt;

type Came = { state?: string; kind?: string; appliedAt?: Date | null };

async function deliver(viewer: Viewer, { attemptId }: TestAttempt, came: Came = {}): Promise<void> {
  const { state = "applied", kind = "phone", appliedAt = ago(1) } = came;
  const body = new Uint8Array(Buffer.from(newId("delivery")));
  const bodySha256 = new Uint8Array(sha256(body));
  const row = { id: newId("delivery"), workspaceId: viewer.workspaceId, attemptId, body, bodySha256 };
  await db.delivery.create({ data: { ...row, state, kind, receivedAt: appliedAt ?? ago(1), appliedAt } });
}

async function anApproval(viewer: Viewer, columns: { state: string; decidedAt?: Date; requestedAt?: Date }) {
  const lookupId = await aLookup(viewer, { outcome: "refused" });
  const terms = {
    workspaceId: viewer.workspaceId,
    userId: viewer.userId,
    ceiling: 9,
    threshold: 5,
    expiresAt: ago(-9),
  };
  const decided = columns.decidedAt ? { decidedById: admin.userId, reason: "not now" } : {};
  await db.approval.create({ data: { lookupId, ...terms, ...decided, ...columns } });
}

describe("what came while a rep was away", () => {
  test("is their own that came since, each kind as the list that its link opens has it", async () => {
    const arrived = await anAttempt(rep, { phoneState: "delivered" });
    await deliver(rep, arrived);
    await deliver(rep, arrived);
    const before = await anAttempt(rep, { phoneState: "delivered" });
    await deliver(rep, before, { appliedAt: ago(16) });
    await deliver(rep, await anAttempt(rep, { phoneState: "waiting" }), { state: "quarantined" });
    await anAttempt(rep, { phoneState: "late", sentAt: ago(2) });
    await anAttempt(rep, { phoneState: "late", sentAt: ago(20) });
    await anAttempt(rep, { phoneState: "late", sentAt: ago(2), outcome: "erased" });
    await aLookup(rep, { outcome: "needs_a_look", settledAt: ago(3) });
    await aLookup(rep, { outcome: "needs_a_look", settledAt: ago(30) });
    await anApproval(rep, { state: "declined", decidedAt: ago(4) });
    await anApproval(rep, { state: "withdrawn", decidedAt: ago(4) });
    await anApproval(rep, { state: "approved", decidedAt: ago(40) });
    const arrivals = await getArrivals(rep);
    expect(arrivals).toMatchObject({ own: { arrived: 1, late: 1, look: 1, decided: 1 }, approvals: 0, quarantined: 0 });
    for (const news of NEWS)
      expect((await listLookups(rep, { who: "me", news, since: arrivals?.since })).lookups).toHaveLength(1);
  });

  test("counts phones that came with an earlier call for the same person", async () => {
    const earlier = await anAttempt(admin, { phoneState: "delivered" });
    const own = await anAttempt(rep, { phoneState: "delivered" });
    await db.attempt.update({ where: { id: own.attemptId }, data: { linkedAttemptId: earlier.attemptId } });
    await deliver(admin, earlier);
    expect(await getArrivals(rep)).toMatchObject({ own: { arrived: 1 } });
  });

  test("is nothing of a colleague's, nothing that waits for others, and nothing of another workspace", async () => {
    await deliver(admin, await anAttempt(admin, { phoneState: "delivered" }));
    await deliver(admin, await anAttempt(admin), { state: "quarantined", appliedAt: null });
    await anApproval(admin, { state: "requested" });
    const elsewhere = await aViewer({ workspaceId: await aWorkspace() });
    await aLookup({ ...rep, workspaceId: elsewhere.workspaceId }, { outcome: "needs_a_look", settledAt: ago(1) });
    expect(await getArrivals(rep)).toBeNull();
  });
});

test("admins are told of approvals and bodies put aside that wait since, reviewers of the bodies, beside their own", async () => {
  await anApproval(rep, { state: "requested" });
  await anApproval(rep, { state: "requested", requestedAt: ago(40) });
  await deliver(rep, await anAttempt(rep), { state: "quarantined", appliedAt: null });
  await aLookup(admin, { outcome: "needs_a_look", settledAt: ago(1) });
  expect(await getArrivals(admin)).toMatchObject({ own: { look: 1 }, approvals: 1, quarantined: 1 });
  expect(await getArrivals(reviewer)).toMatchObject({ own: { look: 0 }, approvals: 0, quarantined: 1 });
});

describe("from when on it is told", () => {
  const somethingComes = () => aLookup(rep, { outcome: "needs_a_look", settledAt: ago(1) });

  test("who is here is told nothing, and neither is who was never here", async () => {
    await somethingComes();
    await leaveAt(rep, ago(0.4));
    expect(await getArrivals(rep)).toBeNull();
    await leaveAt(rep, null);
    expect(await getArrivals(rep)).toBeNull();
    await touchPresence(rep);
    expect((await seenAtOf(rep))?.getTime()).toBeGreaterThan(ago(0.1).getTime());
  });

  test("being at work goes on from a presence that has not broken off", async () => {
    await leaveAt(rep, ago(0.4));
    await touchPresence(rep);
    expect((await seenAtOf(rep))?.getTime()).toBeGreaterThan(ago(0.1).getTime());
  });

  test("an absence ends once it was told, or when nothing came", async () => {
    const left = await seenAtOf(rep);
    await somethingComes();
    await touchPresence(rep);
    expect(await seenAtOf(rep)).toEqual(left);
    const { until = "" } = (await getArrivals(rep)) ?? {};
    await markSeen(rep, { until });
    expect((await seenAtOf(rep))?.toISOString()).toBe(until);
    expect(await getArrivals(rep)).toBeNull();
    await touchPresence(admin);
    expect((await seenAtOf(admin))?.getTime()).toBeGreaterThan(ago(0.1).getTime());
  });

  test("the mark goes neither back nor beyond now, and is one's own", async () => {
    const left = await seenAtOf(rep);
    await markSeen(rep, { until: ago(40).toISOString() });
    expect(await seenAtOf(rep)).toEqual(left);
    await markSeen(rep, { until: ago(-40).toISOString() });
    expect((await seenAtOf(rep))?.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    expect((await seenAtOf(admin))?.getTime()).toBeLessThan(ago(14).getTime());
  });
});
