import { beforeEach, expect, test } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { dismissFirstRun } from "@/lib/lookups/server/dismiss-first-run";
import { getFirstRun } from "@/lib/lookups/server/get-first-run";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let admin: Viewer;
beforeEach(async () => {
  const place = { workspaceId: await aWorkspace("live"), workspaceKind: "live" } as const;
  admin = await aViewer({ ...place, role: "admin" });
});

const steps = async () => (await getFirstRun(admin)).steps;

test("each step is asked of what is there, and undone when that is gone", async () => {
  const { workspaceId } = admin;
  expect(await steps()).toEqual({ key: "open", webhook: "private", lookup: "open" });
  const given = { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" };
  const { id } = await inTransaction((tx) => storeApiKey(tx, given));
  expect(await steps()).toMatchObject({ key: "open" });
  await db.apiKey.update({ where: { id }, data: { health: "ok" } });
  expect(await steps()).toMatchObject({ key: "done" });
  await db.apiKey.update({ where: { id }, data: { health: "rejected" } });
  expect(await steps()).toMatchObject({ key: "failed" });
  await db.apiKey.update({ where: { id }, data: { state: "disabled", isDefault: false } });
  expect(await steps()).toMatchObject({ key: "open" });

  const { attemptId } = await anAttempt(admin);
  expect(await steps()).toMatchObject({ lookup: "done", webhook: "private" });
  const body = { body: new Uint8Array([1]), bodySha256: new Uint8Array(32) };
  await db.delivery.create({ data: { id: "dlv_first", workspaceId, attemptId, ...body, via: "webhook" } });
  expect(await getFirstRun(admin)).toMatchObject({ isOver: true, steps: { webhook: "done" } });
});

test("an admin puts the list away for everybody, once in the audit; a rep may not", async () => {
  const { workspaceId } = admin;
  const rep = await aViewer({ workspaceId, workspaceKind: "live" });
  await expect(dismissFirstRun(rep)).rejects.toMatchObject({ code: "forbidden" });
  expect(await getFirstRun(rep)).toMatchObject({ isOver: false, isAdmin: false, admins: ["A admin"] });
  await dismissFirstRun(admin);
  await dismissFirstRun(admin);
  expect(await getFirstRun(rep)).toMatchObject({ isOver: true });
  expect(await db.auditEvent.count({ where: { workspaceId, action: "first_run.dismissed" } })).toBe(1);
});

test("a practice workspace has nothing to prepare but its first lookup, and sends nobody elsewhere to practise", async () => {
  const viewer = await aViewer({ workspaceId: await aWorkspace(), role: "rep" });
  expect(await getFirstRun(viewer)).toMatchObject({ isPractice: true, practiceId: null, steps: { webhook: "done" } });
});
