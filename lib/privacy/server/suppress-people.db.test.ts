import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { suppressPeople, undoSuppression } from "@/lib/privacy/server/suppress-people";
import { SUPPRESSED_MAX } from "@/lib/privacy/suppressed-people";
import { checkSuppression } from "@/lib/suppressions/server/check-suppression";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let admin: Viewer;

beforeEach(async () => {
  admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
});

const REASON = "objected" as const;

test("people go on the list by every name of theirs, and come off it again by taking it back", async () => {
  const id = await aPerson(admin, "ada@acme.example", "+12025550101");
  const { changed, changeId } = await suppressPeople(admin, { selection: { ids: [id] }, reason: REASON });
  expect(changed).toBe(1);
  for (const name of ["ada@acme.example", "+12025550101"]) expect(await isListed(name), name).toBe(true);
  expect(await undoSuppression(admin, { changeId: changeId ?? "" })).toEqual({ restored: 1 });
  for (const name of ["ada@acme.example", "+12025550101"]) expect(await isListed(name), name).toBe(false);
  await expect(undoSuppression(admin, { changeId: changeId ?? "" })).rejects.toMatchObject({ code: "not_found" });
});

test("what stood on the list before stays there when it is taken back", async () => {
  await submitSuppressions(admin, { kind: "email", text: "ada@acme.example", reason: "customer", until: null });
  const id = await aPerson(admin, "ada@acme.example", "+12025550101");
  const { changeId } = await suppressPeople(admin, { selection: { ids: [id] }, reason: REASON });
  await undoSuppression(admin, { changeId: changeId ?? "" });
  expect(await isListed("ada@acme.example")).toBe(true);
  expect(await isListed("+12025550101")).toBe(false);
});

test("all that match are suppressed but for those left out", async () => {
  const [ada, bob] = [await aPerson(admin, "ada@acme.example"), await aPerson(admin, "bob@acme.example")];
  await aPerson(admin, "eve@other.example");
  await suppressPeople(admin, { selection: { matching: "q=acme", except: [bob] }, reason: REASON });
  expect(ada).not.toBe(bob);
  expect(await isListed("ada@acme.example")).toBe(true);
  expect(await isListed("bob@acme.example")).toBe(false);
  expect(await isListed("eve@other.example")).toBe(false);
});

test("no more than a thousand at once, and none of them then", async () => {
  await manyPeople(admin, SUPPRESSED_MAX + 1);
  const selection = { matching: "", except: [] };
  await expect(suppressPeople(admin, { selection, reason: REASON })).rejects.toMatchObject({ code: "invalid_input" });
  expect(await db.suppression.count({ where: { workspaceId: admin.workspaceId } })).toBe(0);
});

test("only admins suppress, and another workspace's people are nobody", async () => {
  const id = await aPerson(admin, "ada@acme.example");
  const input = { selection: { ids: [id] }, reason: REASON };
  for (const role of ["rep", "reviewer"] as const) {
    const member = await aViewer({ workspaceId: admin.workspaceId, role });
    await expect(suppressPeople(member, input)).rejects.toMatchObject({ code: "forbidden" });
  }
  const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  expect(await suppressPeople(stranger, input)).toEqual({ changed: 0, changeId: null });
  const { changeId } = await suppressPeople(admin, input);
  await expect(undoSuppression(stranger, { changeId: changeId ?? "" })).rejects.toMatchObject({ code: "not_found" });
});

async function isListed(text: string): Promise<boolean> {
  const found = await checkSuppression(admin, { text });
  return JSON.stringify(found).includes("reason");
}

async function aPerson({ workspaceId }: Viewer, address: string, number?: string): Promise<string> {
  const id = newId("person");
  const of = { workspaceId, source: "lookup", observedAt: new Date() };
  await db.person.create({
    data: {
      ...{ id, workspaceId, apolloId: id.replace("per_", "").slice(0, 24), fullName: address, search: address },
      ...{ employment: [], departments: [], observedAt: new Date() },
      emails: { create: { id: newId("email"), ...of, address, kind: "work" } },
      ...(number && { phones: { create: { id: newId("phone"), ...of, number, type: "mobile" } } }),
    },
  });
  return id;
}

async function manyPeople({ workspaceId }: Viewer, count: number): Promise<void> {
  await db.person.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      ...{ id: newId("person"), workspaceId, apolloId: `many-${String(index)}`, fullName: "Somebody" },
      ...{ search: "somebody", employment: [], departments: [], observedAt: new Date() },
    })),
  });
}
