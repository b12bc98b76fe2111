import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { getPerson } from "@/lib/people/server/get-person";
import { listPeople } from "@/lib/people/server/list-people";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import type { Viewer } from "@/lib/auth/viewer";

useTestDatabase();

const ASKED_AT = new Date("2026-03-10T12:00:00Z");

test("a person who waits for phones says since when, the latest request counting", async () => {
  const viewer = await aMember();
  const id = await aPerson(viewer, { phoneState: "waiting" });
  await aLookup(viewer, { personId: id, phoneState: "delivered", createdAt: new Date("2026-03-10T12:30:00Z") });
  await aLookup(viewer, { personId: id, phoneState: "waiting", createdAt: new Date("2026-03-10T11:00:00Z") });
  await aLookup(viewer, { personId: id, phoneState: "waiting", createdAt: ASKED_AT });
  expect(await only(viewer)).toMatchObject({ id, phonesAskedAt: ASKED_AT.toISOString() });
  expect((await getPerson(viewer, id)).person.phonesAskedAt).toBe(ASKED_AT.toISOString());
});

test("a person who waits for nothing has no such time", async () => {
  const viewer = await aMember();
  const id = await aPerson(viewer, { phoneState: "delivered" });
  await aLookup(viewer, { personId: id, phoneState: "waiting", createdAt: ASKED_AT });
  expect(await only(viewer)).toMatchObject({ id, phonesAskedAt: null });
});

test("the first number reads as people write it, and a do-not-call list is never left unsaid", async () => {
  const viewer = await aMember();
  const id = await aPerson(viewer, { primaryPhone: "+14155550123" });
  const phone = { workspaceId: viewer.workspaceId, personId: id, source: "delivery", observedAt: ASKED_AT };
  await db.personPhone.create({ data: { ...phone, id: newId("phone"), number: "+14155550199", dncStatus: null } });
  await db.personPhone.create({ data: { ...phone, id: newId("phone"), number: "+14155550123", dncStatus: "dnc" } });
  expect(await only(viewer)).toMatchObject({ primaryPhoneFormatted: "+• ••• ••• ••23", isDoNotCall: true });
  const { person } = await getPerson(viewer, id);
  expect(person).toMatchObject({ primaryPhoneFormatted: "+• ••• ••• ••23", isDoNotCall: true });
  expect(person.phones.map(({ formatted }) => formatted)).toEqual(["+• ••• ••• ••23", "+1 415 555 0199"]);
});

test("another workspace's people are not found", async () => {
  const id = await aPerson(await aMember(), {});
  const stranger = await aMember();
  await expect(getPerson(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  expect((await listPeople(stranger, {})).people).toEqual([]);
});

async function aMember(): Promise<Viewer> {
  return aViewer({ workspaceId: await aWorkspace() });
}

async function only(viewer: Viewer) {
  const { people } = await listPeople(viewer, {});
  expect(people).toHaveLength(1);
  return people[0];
}

async function aPerson(
  { workspaceId }: Viewer,
  columns: { phoneState?: string; primaryPhone?: string },
): Promise<string> {
  const id = newId("person");
  await db.person.create({
    data: {
      ...{ id, workspaceId, apolloId: id, fullName: "Ada Lovelace", search: "ada lovelace", employment: [] },
      ...columns,
      departments: [],
      observedAt: ASKED_AT,
    },
  });
  return id;
}

async function aLookup(
  { workspaceId, userId }: Viewer,
  columns: { personId: string; phoneState: string; createdAt: Date },
): Promise<void> {
  await db.lookup.create({
    data: {
      ...{ id: newId("lookup"), workspaceId, userId, input: {}, options: {}, label: "Ada", outcome: "matched" },
      ...columns,
    },
  });
}
