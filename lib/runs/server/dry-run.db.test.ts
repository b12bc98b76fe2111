import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { RunWish } from "@/lib/runs/schema";
import { changeMapping } from "@/lib/runs/server/change-mapping";
import { dryRun } from "@/lib/runs/server/dry-run";
import { getRun } from "@/lib/runs/server/get-run";
import { getRunRows } from "@/lib/runs/server/get-run-rows";
import { lockSuppressions } from "@/lib/suppressions/server/find-suppressed";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { requireSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { addSuppressions } from "@/lib/suppressions/server/suppression-store";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aDraft } from "@/lib/testing/runs";

useTestDatabase();

let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
});

const PLAIN = RunWish.parse({});
const WITH_PHONES = RunWish.parse({ revealPhoneNumber: true });

/** Somebody of ours who was bought so many days ago, with or without a phone. */
async function aKnown(email: string, { daysAgo = 1, request = {} }: { daysAgo?: number; request?: object } = {}) {
  const { workspaceId } = admin;
  const id = newId("person");
  const apolloId = createHash("md5").update(email).digest("hex").slice(0, 24);
  await db.person.create({
    data: {
      ...{ id, workspaceId, apolloId, fullName: "Ana Silva", search: "", departments: [], employment: [] },
      observedAt: new Date(),
      emails: {
        create: {
          id: newId("email"),
          workspaceId,
          address: email,
          kind: "work",
          source: "lookup",
          observedAt: new Date(),
        },
      },
      identities: {
        create: [
          { workspaceId, kind: "apollo", value: apolloId },
          { workspaceId, kind: "email", value: email },
          { workspaceId, kind: "md5", value: createHash("md5").update(email).digest("hex") },
        ],
      },
    },
  });
  await db.attempt.create({
    data: {
      ...{ id: newId("attempt"), workspaceId, identity: email, state: "matched", request: { email, ...request } },
      ...{ tokenHash: new Uint8Array(createHash("sha256").update(id).digest()), returnedApolloId: apolloId },
      settledAt: new Date(Date.now() - daysAgo * 86_400_000),
    },
  });
  return { id, apolloId };
}

const suppress = (kind: "email" | "domain", text: string) =>
  submitSuppressions(admin, { kind, text, reason: "objected", until: null });

const standing = async (runId: string) =>
  (await getRunRows(admin, runId, {})).rows.map(({ state, reason, personId }) => [state, reason, personId]);

describe("a dry run", () => {
  test("tells of each row whether it would be sent, or why not, and what all of it costs", async () => {
    const known = await aKnown("ours@acme.example");
    await aKnown("old@acme.example", { daysAgo: 40 });
    await suppress("email", "no@acme.example");
    await suppress("domain", "bad.example");
    const hash = createHash("md5").update("no@acme.example").digest("hex");
    const runId = await aDraft(
      rep,
      [
        "email,hash,name",
        "new@acme.example,,",
        "ours@acme.example,,",
        "OURS@acme.example,,",
        "old@acme.example,,",
        "no@acme.example,,",
        `,${hash},`,
        "x@eu.bad.example,,",
        "nobody,,",
        "new@acme.example,,",
        ",,Ana Silva",
      ].join("\n"),
    );
    await changeMapping(rep, runId, ["email", "hashedEmail", "fullName"]);
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect(await dryRun(rep, runId, PLAIN)).toMatchObject({
      ...{ rows: 10, invalid: 1, duplicates: 2, ours: 1, suppressed: 3, toSend: 3 },
      ...{ ceilingEach: "1", ceiling: "3", likely: null, approvalAbove: null, freshDays: 30 },
      ...{ left: { workspace: null, own: null }, leftAfter: { workspace: null, own: null } },
    });
    expect(await standing(runId)).toEqual([
      ["ready", null, null],
      ["ours", `Already ours, bought on ${day}.`, known.id],
      ["duplicate", "The same person as in row 2.", null],
      ["ready", null, null],
      ["suppressed", "On the suppression list: objected.", null],
      ["suppressed", "On the suppression list: objected.", null],
      ["suppressed", "On the suppression list: objected.", null],
      ["invalid", "Email: This is not an email address.", null],
      ["duplicate", "The same person as in row 1.", null],
      ["ready", null, null],
    ]);
    for (const count of [db.lookup.count(), db.ledgerEntry.count(), db.budgetPeriod.count()])
      expect(await count).toBe(0);
  });

  test("asks again for what was not bought yet, and takes back what it said before", async () => {
    await aKnown("ours@acme.example");
    const runId = await aDraft(rep, "email\nours@acme.example\n");
    expect(await dryRun(rep, runId, PLAIN)).toMatchObject({ ours: 1, toSend: 0, ceiling: "0" });
    expect(await dryRun(rep, runId, WITH_PHONES)).toMatchObject({ ours: 0, toSend: 1, ceilingEach: "9", ceiling: "9" });
    expect(await standing(runId)).toEqual([["ready", null, null]]);
    expect((await getRun(rep, runId)).wish).toEqual(WITH_PHONES);
    expect(await dryRun(rep, runId, { ...PLAIN, isRefresh: true })).toMatchObject({ ours: 0, toSend: 1 });
  });

  test("knows nobody of another workspace, and nothing of its list", async () => {
    const elsewhere = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await aKnown("ours@acme.example");
    await suppress("email", "no@acme.example");
    const runId = await aDraft(elsewhere, "email\nours@acme.example\nno@acme.example\n");
    expect(await dryRun(elsewhere, runId, PLAIN)).toMatchObject({ ours: 0, suppressed: 0, toSend: 2 });
  });

  test("says what budgets leave, and whether an admin has to agree to all of it together", async () => {
    await setBudget(admin, { scope: "workspace", creditLimit: "100", resetDay: 1 });
    await setBudget(admin, { scope: rep.userId, creditLimit: "5", resetDay: 1 });
    await db.workspace.update({ where: { id: rep.workspaceId }, data: { approvalAbove: 10 } });
    const runId = await aDraft(rep, "email\na@acme.example\nb@acme.example\n");
    expect(await dryRun(rep, runId, WITH_PHONES)).toMatchObject({
      ...{ ceiling: "18", approvalAbove: "10" },
      ...{ left: { workspace: "100", own: "5" }, leftAfter: { workspace: "82", own: "-13" } },
    });
    expect(await dryRun(rep, runId, PLAIN)).toMatchObject({ ceiling: "2", approvalAbove: null });
    expect(await dryRun(admin, runId, WITH_PHONES)).toMatchObject({ approvalAbove: null });
  });

  test("calculates what is likely from what this workspace's lookups have cost", async () => {
    const { workspaceId, userId } = rep;
    await db.lookup.createMany({
      data: Array.from({ length: 40 }, (_, nth) => ({
        ...{ id: newId("lookup"), workspaceId, userId, input: {}, label: "x", settledAt: new Date() },
        options: {
          revealPersonalEmails: false,
          revealPhoneNumber: false,
          waterfallEmail: false,
          waterfallPhone: false,
        },
        ...{ outcome: nth % 4 === 0 ? "no_match" : "matched", creditsCharged: nth % 4 === 0 ? 0 : 1 },
      })),
    });
    const runId = await aDraft(
      rep,
      `email\n${Array.from({ length: 10 }, (_, nth) => `p${String(nth)}@a.example`).join("\n")}`,
    );
    expect(await dryRun(rep, runId, PLAIN)).toMatchObject({ ceiling: "10", likely: "7.5" });
  });

  test("asks in lots: the same of 2,500 rows as of each of them", async () => {
    const lines = Array.from({ length: 2500 }, (_, nth) => `p${String(nth % 2400)}@acme.example`);
    await aKnown("p1700@acme.example");
    await suppress("email", "p2300@acme.example");
    const runId = await aDraft(rep, `email\n${lines.join("\n")}`);
    expect(await dryRun(rep, runId, PLAIN)).toMatchObject({
      rows: 2500,
      duplicates: 100,
      ours: 1,
      suppressed: 1,
      toSend: 2398,
    });
  });

  test("finds the same on a long suppression list as on a short one", async () => {
    const listed = Array.from({ length: 2100 }, (_, nth) => `other${String(nth)}@b.example`);
    await suppress("email", ["p7@acme.example", "p900@acme.example", ...listed].join("\n"));
    const lines = Array.from({ length: 1000 }, (_, nth) => `p${String(nth)}@acme.example`);
    const runId = await aDraft(rep, `email\n${lines.join("\n")}`);
    expect(await dryRun(rep, runId, PLAIN)).toMatchObject({ suppressed: 2, toSend: 998 });
    const found = await getRunRows(rep, runId, { state: "suppressed" });
    expect(found.rows.map(({ number }) => number)).toEqual([8, 901]);
  });

  test("knows an address and its hash for one, though the list has the hash alone", async () => {
    const { workspaceId, userId } = admin;
    const hash = createHash("sha256").update("no@acme.example").digest("hex");
    const key = await requireSuppressionKey();
    const identifiers = [{ kind: "email_hash" as const, value: hash }];
    await inTransaction((tx) =>
      addSuppressions(tx, key, { workspaceId, identifiers, reason: "erased", addedById: userId }),
    );
    const runId = await aDraft(rep, `email,hash\nno@acme.example,\n,${hash}\nyes@acme.example,\n`);
    expect(await dryRun(rep, runId, PLAIN)).toMatchObject({ suppressed: 2, toSend: 1 });
  });

  test("says nothing of a draft that was changed meanwhile", async () => {
    const { workspaceId } = rep;
    await suppress("email", "no@acme.example");
    const runId = await aDraft(rep, "email\nno@acme.example\n");
    const { going } = await inTransaction(async (tx) => {
      await lockSuppressions(tx, workspaceId);
      const waiting = dryRun(rep, runId, PLAIN);
      await vi.waitFor(async () => {
        const [locks] = await db.$queryRaw<{ waiting: number }[]>`
          SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
        expect(locks?.waiting).toBeGreaterThan(0);
      });
      await changeMapping(rep, runId, ["fullName"]);
      return { going: waiting };
    });
    await expect(going).rejects.toMatchObject({ code: "conflict" });
    expect(await standing(runId)).toEqual([["ready", null, null]]);
  });

  test("is for whoever uploaded the draft and for admins, and for drafts alone", async () => {
    const { workspaceId } = rep;
    const runId = await aDraft(rep, "email\na@acme.example\n");
    const [reviewer, colleague] = [await aViewer({ workspaceId, role: "reviewer" }), await aViewer({ workspaceId })];
    const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(dryRun(reviewer, runId, PLAIN)).rejects.toMatchObject({ code: "forbidden" });
    for (const viewer of [colleague, stranger])
      await expect(dryRun(viewer, runId, PLAIN)).rejects.toMatchObject({ code: "not_found" });
    await db.run.update({ where: { id: runId }, data: { state: "running" } });
    await expect(dryRun(rep, runId, PLAIN)).rejects.toMatchObject({ code: "conflict" });
  });
});
