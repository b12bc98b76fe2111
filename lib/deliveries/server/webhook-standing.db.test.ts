import { beforeEach, describe, expect, test } from "vitest";
import { readArrivesBy } from "@/lib/api-keys/server/webhook-arrival";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { getWebhookStanding } from "@/lib/deliveries/server/get-webhook-standing";
import type { ProbeOutcome } from "@/lib/deliveries/webhook-probe";
import { env } from "@/lib/env/server";
import { newId } from "@/lib/ids/ids";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let admin: Viewer;
beforeEach(async () => {
  await db.webhookProbe.deleteMany();
  admin = await aViewer({ role: "admin", workspaceId: await aWorkspace() });
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const daysAgo = (days: number) => minutesAgo(days * 1440);

async function aTest(outcome: ProbeOutcome, { by = admin, at = minutesAgo(10), appUrl = env.APP_URL } = {}) {
  const id = newId("webhookProbe");
  const findings = { status: null, location: null, code: "ECONNREFUSED", address: "10.0.0.5" };
  await db.webhookProbe.create({
    data: {
      ...{ id, workspaceId: by.workspaceId, userId: by.userId, appUrl, outcome, findings, durationMs: 12 },
      ...{ tokenHash: new Uint8Array(sha256(id)), bodySha256: new Uint8Array(), createdAt: at, finishedAt: at },
    },
  });
}

async function aDelivery(via: "webhook" | "poll", { at = minutesAgo(1), viewer = admin, attemptId = "" } = {}) {
  const id = attemptId || (await anAttempt(viewer)).attemptId;
  await db.delivery.create({
    data: {
      ...{ id: newId("delivery"), workspaceId: viewer.workspaceId, attemptId: id, body: new Uint8Array(), via },
      ...{ bodySha256: new Uint8Array(sha256(String(Math.random()))), state: "applied", kind: "phone", receivedAt: at },
    },
  });
  return id;
}

describe("how results are expected to come", () => {
  test("by webhook until a test says otherwise", async () => {
    expect(await readArrivesBy(admin)).toBe("webhook");
    await aTest("passed");
    expect(await readArrivesBy(admin)).toBe("webhook");
  });

  test("by poll once the last test has failed, in every workspace, where a rep waits and where one asks", async () => {
    await aTest("passed", { at: minutesAgo(20) });
    await aTest("refused");
    const rep = await aViewer({ workspaceId: await aWorkspace() });
    expect(await readArrivesBy(rep)).toBe("poll");
    expect((await getReadiness(rep)).arrivesBy).toBe("poll");
    const { lookupId } = await anAttempt(rep);
    expect((await getLookup(rep, lookupId)).arrivesBy).toBe("poll");
    const done = await anAttempt(rep, { phoneState: "delivered" });
    expect((await getLookup(rep, done.lookupId)).arrivesBy).toBeNull();
  });

  test("by webhook again once one has come so since the test; a fetched one proves nothing", async () => {
    await aTest("no_connection");
    await aDelivery("webhook", { at: minutesAgo(30) });
    await aDelivery("poll");
    expect(await readArrivesBy(admin)).toBe("poll");
    await aDelivery("webhook");
    expect(await readArrivesBy(admin)).toBe("webhook");
    expect((await getWebhookStanding(admin)).test).toMatchObject({ outcome: "no_connection", isRefuted: true });
  });

  test("by webhook where only our own database was busy, or another address was tested", async () => {
    await aTest("unavailable");
    await aTest("refused", { appUrl: "https://other.example", at: minutesAgo(1) });
    expect(await readArrivesBy(admin)).toBe("webhook");
  });

  test("by poll in a live workspace without a public HTTPS address, whatever a test from here says", async () => {
    await aTest("passed");
    const live = await aViewer({ workspaceId: await aWorkspace("live"), workspaceKind: "live" });
    expect(await readArrivesBy(live)).toBe("poll");
    expect((await getReadiness(live)).canReceivePhones).toBe(false);
  });
});

describe("the webhook's standing", () => {
  test("is an admin's to see", async () => {
    for (const role of ["rep", "reviewer"] as const) {
      const viewer = await aViewer({ role, workspaceId: admin.workspaceId });
      await expect(getWebhookStanding(viewer)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("has the last test, and names who made it to their own workspace only", async () => {
    expect(await getWebhookStanding(admin)).toMatchObject({ test: null, isTesting: false, obstacle: "private" });
    await aTest("refused");
    const found = { outcome: "refused", code: "ECONNREFUSED", address: "10.0.0.5", isAddressPrivate: true };
    expect((await getWebhookStanding(admin)).test).toMatchObject({ ...found, by: "A admin", isRefuted: false });
    const elsewhere = await aViewer({ role: "admin", workspaceId: await aWorkspace() });
    expect((await getWebhookStanding(elsewhere)).test).toMatchObject({ ...found, by: null });
  });

  test("counts each phone once, by how its first part came, of this workspace alone", async () => {
    const attemptId = await aDelivery("poll", { at: daysAgo(3) });
    await aDelivery("webhook", { at: daysAgo(2), attemptId });
    await aDelivery("webhook", { at: daysAgo(6) });
    await aDelivery("webhook", { at: daysAgo(12) });
    await aDelivery("webhook", { at: daysAgo(31) });
    await aDelivery("poll", { viewer: await aViewer({ workspaceId: await aWorkspace() }) });
    const { phones } = await getWebhookStanding(admin);
    expect(phones).toEqual({ week: { webhook: 1, poll: 1 }, month: { webhook: 2, poll: 1 }, isBounded: false });
  });

  test("says what is being asked for, when next and when last, and what came of it", async () => {
    const [next, last] = [minutesAgo(-2), minutesAgo(1)];
    const asked = { requestId: "-7", pollAt: next, polledAt: last, pollOutcome: "pending" };
    const waiting = await anAttempt(admin);
    await db.attempt.update({ where: { id: waiting.attemptId }, data: asked });
    const later = await anAttempt(admin);
    await db.attempt.update({ where: { id: later.attemptId }, data: { ...asked, pollAt: minutesAgo(-9) } });
    const done = await anAttempt(admin, { phoneState: "delivered" });
    await db.attempt.update({ where: { id: done.attemptId }, data: { polledAt: minutesAgo(5), pollOutcome: "ready" } });
    expect((await getWebhookStanding(admin)).poll).toEqual({
      ...{ waiting: 2, nextAt: next.toISOString(), lastAskedAt: last.toISOString(), pausedUntil: null },
      lastOutcome: "pending",
    });
  });
});
