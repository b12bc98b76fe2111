import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { DeliveryDto, DeliveryFigures, DeliveryPage, type DeliveryFilters } from "@/lib/deliveries/schema";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { countDeliveries, countQuarantined } from "@/lib/deliveries/server/count-deliveries";
import { getDelivery } from "@/lib/deliveries/server/get-delivery";
import { getDeliveryBytes } from "@/lib/deliveries/server/get-delivery-bytes";
import { listDeliveries } from "@/lib/deliveries/server/list-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { newId } from "@/lib/ids/ids";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { anApolloId, anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
afterAll(closeDirectPool);

const MOBILE = "+12025550143";
const ODD_BYTES = Buffer.concat([
  Buffer.from('{"people":[{"n":"+1202555'),
  Buffer.from([0, 0xff, 0xc3, 0x28]),
  Buffer.from("x"),
]);

type Team = { admin: Viewer; reviewer: Viewer; rep: Viewer; colleague: Viewer; attempt: TestAttempt };
let team: Team;
let outsider: Viewer;
let ids: { applied: string; garbage: string; stranger: string };

beforeAll(async () => {
  const workspaceId = await aWorkspace();
  const [admin, reviewer, rep, colleague] = await Promise.all([
    aViewer({ workspaceId, role: "admin" }),
    aViewer({ workspaceId, role: "reviewer" }),
    aViewer({ workspaceId }),
    aViewer({ workspaceId }),
  ]);
  const attempt = await anAttempt(rep);
  team = { admin, reviewer, rep, colleague, attempt };
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  ids = {
    applied: await received(attempt, phoneBody(attempt.apolloId, [{ number: MOBILE }])),
    garbage: await received(attempt, ODD_BYTES),
    stranger: await received(attempt, phoneBody(anApolloId(), [{ number: MOBILE }])),
  };
  await received(attempt, ODD_BYTES);
  await applyDeliveries();
});

/** Stores a body and answers with its row's id. */
async function received({ attemptId }: TestAttempt, body: string | Buffer): Promise<string> {
  await recordDelivery(attemptId, Buffer.from(body), 3000);
  const newest = { orderBy: { lastSeenAt: "desc" }, where: { attemptId } } as const;
  return (await db.delivery.findFirstOrThrow(newest)).id;
}

const listed = async (viewer: Viewer, filters: DeliveryFilters = {}) =>
  DeliveryPage.parse(await listDeliveries(viewer, filters)).deliveries;
const idsOf = async (viewer: Viewer, filters: DeliveryFilters = {}) =>
  (await listed(viewer, filters)).map(({ id }) => id).toSorted();

describe("the list", () => {
  test("says of each body when, for whom, what became of it and why, newest first", async () => {
    const [stranger, garbage, applied] = await listed(team.admin);
    expect(applied).toMatchObject({ id: ids.applied, state: "applied", kind: "phone", via: "webhook", seen: 1 });
    expect(applied?.lookup).toEqual({ id: team.attempt.lookupId, label: "Ana Silva", who: "A rep" });
    expect(applied?.person?.id).toMatch(/^per_/);
    expect(garbage).toMatchObject({ id: ids.garbage, state: "quarantined", seen: 2, bytes: ODD_BYTES.length });
    expect(garbage?.reason).toBeTruthy();
    expect(stranger).toMatchObject({ id: ids.stranger, state: "mismatch" });
  });

  test("shows a rep their own lookups' bodies, an admin and a reviewer all of the workspace, nobody another one's", async () => {
    const all = Object.values(ids).toSorted();
    for (const viewer of [team.admin, team.reviewer, team.rep]) expect(await idsOf(viewer)).toEqual(all);
    for (const viewer of [team.colleague, outsider]) expect(await idsOf(viewer)).toEqual([]);
  });

  test("is narrowed by state, repetition, kind, days and by what was asked", async () => {
    const { admin } = team;
    expect(await idsOf(admin, { state: "quarantined" })).toEqual([ids.garbage]);
    expect(await idsOf(admin, { state: "repeated" })).toEqual([ids.garbage]);
    expect(await idsOf(admin, { kind: "phone" })).toEqual([ids.applied]);
    expect(await idsOf(admin, { q: "ana SIL" })).toHaveLength(3);
    expect(await idsOf(admin, { q: "100%" })).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await idsOf(admin, { from: today, to: today })).toHaveLength(3);
    expect(await idsOf(admin, { to: "2020-01-01" })).toEqual([]);
  });

  test("is searched alike for text that many lookups have and for text that one has", async () => {
    const admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    const { workspaceId, userId } = admin;
    const calls = Array.from({ length: 520 }, (_, index) => ({
      id: newId("attempt"),
      label: `rare ${String(index)}.`,
    }));
    await db.attempt.createMany({
      data: calls.map(({ id }) => ({ id, workspaceId, identity: id, state: "matched", request: {} })),
    });
    await db.lookup.createMany({
      data: calls.map(({ id, label }) => ({
        ...{ id: newId("lookup"), workspaceId, userId, attemptId: id, label, outcome: "matched" },
        ...{ input: {}, options: {} },
      })),
    });
    await db.delivery.createMany({
      data: calls.map(({ id, label }) => ({
        ...{ id: newId("delivery"), workspaceId, attemptId: id, body: new Uint8Array() },
        bodySha256: new Uint8Array(sha256(label)),
      })),
    });
    expect(await idsOf(admin, { q: "RARE" })).toHaveLength(50);
    expect((await listed(admin, { q: "rare 519." })).map(({ lookup }) => lookup?.label)).toEqual(["rare 519."]);
    expect(await idsOf(team.admin, { q: "rare" })).toEqual([]);
  });

  test("pages by keyset without a gap or a repeat, also where times are equal", async () => {
    const admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    const { attemptId } = await anAttempt(admin);
    const receivedAt = new Date();
    await db.delivery.createMany({
      data: Array.from({ length: 120 }, (_, index) => ({
        ...{ id: newId("delivery"), workspaceId: admin.workspaceId, attemptId, state: "applied" },
        ...{ body: new Uint8Array(), bodySha256: new Uint8Array(sha256(String(index))) },
        receivedAt: new Date(receivedAt.getTime() - Math.floor(index / 40)),
      })),
    });
    const found: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: DeliveryPage = await listDeliveries(admin, { cursor });
      found.push(...page.deliveries.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect([found.length, new Set(found).size]).toEqual([120, 120]);
  });
});

describe("one body", () => {
  test("is there to the byte: NUL, invalid UTF-8 and all", async () => {
    const bytes = await getDeliveryBytes(team.admin, ids.garbage);
    expect(Buffer.from(bytes).equals(ODD_BYTES)).toBe(true);
    const { body, sha256 } = DeliveryDto.parse(await getDelivery(team.admin, ids.garbage));
    const marks = body.form === "text" ? body.raw.flatMap(({ text, isMark }) => (isMark ? [text] : [])) : [];
    expect(marks).toEqual(["U+0000", "\\xFF\\xC3"]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const taken = await db.auditEvent.findFirst({ where: { action: "delivery.downloaded", subject: ids.garbage } });
    expect(taken?.actorId).toBe(team.admin.userId);
  });

  test("shows its numbers to an admin and to whoever asked, and two digits of them to a reviewer", async () => {
    const textFor = async (viewer: Viewer) => JSON.stringify(await getDelivery(viewer, ids.applied));
    for (const viewer of [team.admin, team.rep]) expect(await textFor(viewer)).toContain(MOBILE);
    const seen = await textFor(team.reviewer);
    expect(seen).toContain("+•••••••••43");
    expect(seen).not.toContain("2025550");
    expect(JSON.stringify(await getDelivery(team.reviewer, ids.garbage))).not.toMatch(/\+?1202/);
  });

  test("has its numbers covered for a reviewer in the lookup's story too", async () => {
    const options = {
      revealPersonalEmails: false,
      revealPhoneNumber: true,
      waterfallEmail: false,
      waterfallPhone: false,
    };
    await db.lookup.update({ where: { id: team.attempt.lookupId }, data: { options } });
    const bodiesFor = async (viewer: Viewer) =>
      JSON.stringify((await getLookup(viewer, team.attempt.lookupId)).deliveries);
    for (const viewer of [team.admin, team.rep]) expect(await bodiesFor(viewer)).toContain(MOBILE);
    expect(await bodiesFor(team.reviewer)).not.toContain("2025550");
  });

  test("is not found by another rep or another workspace; its bytes are not for a reviewer", async () => {
    for (const viewer of [team.colleague, outsider]) {
      await expect(getDelivery(viewer, ids.applied)).rejects.toMatchObject({ code: "not_found" });
      await expect(getDeliveryBytes(viewer, ids.applied)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(getDeliveryBytes(team.reviewer, ids.applied)).rejects.toMatchObject({ code: "forbidden" });
    await expect(getDeliveryBytes(team.rep, ids.applied)).resolves.toBeInstanceOf(Uint8Array);
  });

  test("may be replayed by an admin only, and only while it is put aside", async () => {
    const may = async (viewer: Viewer, id: string) => (await getDelivery(viewer, id)).mayReplay;
    expect(await may(team.admin, ids.garbage)).toBe(true);
    expect(await may(team.admin, ids.stranger)).toBe(true);
    expect(await may(team.admin, ids.applied)).toBe(false);
    expect(await may(team.rep, ids.garbage)).toBe(false);
  });
});

describe("the figures", () => {
  test("count what came, its repeats and what became of it, of what the viewer may see", async () => {
    const counts = { received: 3, applied: 1, waiting: 0, repeats: 1, mismatch: 1, quarantined: 1 };
    for (const viewer of [team.admin, team.reviewer, team.rep]) {
      const { day, week, isBounded } = DeliveryFigures.parse(await countDeliveries(viewer));
      expect([day, week, isBounded]).toEqual([counts, counts, false]);
      expect(await countQuarantined(viewer)).toEqual({ quarantined: 1 });
    }
    expect((await countDeliveries(team.colleague)).week.received).toBe(0);
    expect(await countQuarantined(outsider)).toEqual({ quarantined: 0 });
  });

  test("tell admins what was turned away at the door, by reason, and nobody else", async () => {
    const day = (ago: number) => new Date(new Date().toISOString().slice(0, 10)).getTime() - ago * 86_400_000;
    await db.webhookRefusal.createMany({
      data: [
        { day: new Date(day(0)), reason: "unknown_token", count: 4 },
        { day: new Date(day(6)), reason: "unknown_token", count: 3 },
        { day: new Date(day(7)), reason: "rate", count: 9 },
        { day: new Date(day(1)), reason: "too_large", count: 1 },
      ],
    });
    expect((await countDeliveries(team.admin)).refusals).toEqual([
      { reason: "unknown_token", today: 4, week: 7 },
      { reason: "too_large", today: 0, week: 1 },
    ]);
    expect((await countDeliveries(team.reviewer)).refusals).toBeNull();
    expect((await countDeliveries(team.rep)).refusals).toBeNull();
  });
});
