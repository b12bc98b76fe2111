import { beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { editField } from "@/lib/people/server/edit-field";
import { mergePeople } from "@/lib/people/server/merge-people";
import { undoMerge } from "@/lib/people/server/undo-merge";
import { findHeld } from "@/lib/privacy/server/find-held";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";
import { answerJson } from "@/lib/testing/provider-stub";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const ONE = { id: "5f2a1b3c4d5e6f7081920a1b", email: "zenobia@acme.example", name: "Zenobia Quill" };
const OTHER = { id: "5f2a1b3c4d5e6f7081920a2c", email: "zq@other.example", name: "Zenobia Quill-Orchids" };
/** Tables that may hold a word of somebody beside the lookups, which other tests search. */
const TABLES = ["person", "person_observation", "person_merge", "person_identity", "person_email", "lookup", "attempt"];

let admin: Viewer;
let ids: { one: string; other: string };

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Test key", key: workspaceId }));
  ids = { one: await lookUp(ONE), other: await lookUp(OTHER) };
  await editField(admin, { personId: ids.one, field: "headline", value: "Keeper of orchids" });
});

async function lookUp(person: typeof ONE): Promise<string> {
  const company = { id: "org-1", name: "Acme", primary_domain: "acme.example" };
  const wire = { ...person, email_status: "verified", employment_history: [], organization: company };
  provider().answerWith(answerJson(200, { person: wire, request_id: 41 }));
  const { lookupId } = await requestLookup(admin, RequestLookupInput.parse({ email: person.email }));
  return (await getLookup(admin, lookupId)).person?.id ?? "";
}

async function erase(personId: string): Promise<void> {
  await requestErasure(admin, { personIds: [personId], confirmation: "ERASE" });
}

async function work(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await db.$executeRaw`UPDATE erasure SET lease_until = NULL`;
    await runErasures();
  }
}

async function findWords(): Promise<string[]> {
  const found: string[] = [];
  for (const table of TABLES) {
    const rows = await db.$queryRaw<unknown[]>`
      SELECT FROM ${Prisma.raw(`"${table}"`)} AS t WHERE workspace_id = ${admin.workspaceId}
         AND t::text ~* 'zenobia|quill|orchids|zq@other|5f2a1b3c'`;
    if (rows.length > 0) found.push(table);
  }
  return found;
}

test.each(["one", "other"] as const)(
  "of two merged people either's id finds both, and both are erased: %s",
  async (which) => {
    await mergePeople(admin, { survivorId: ids.one, absorbedId: ids.other, picks: {} });
    expect(await findWords()).toContain("person_merge");
    const { people } = await findHeld(admin, { text: { one: ONE, other: OTHER }[which].id });
    expect(people.map(({ personId }) => personId)).toEqual([ids.one]);
    await erase(ids.one);
    await work();
    expect(await findWords()).toEqual([]);
    const { lookupId } = await requestLookup(admin, RequestLookupInput.parse({ apolloId: OTHER.id }));
    expect((await getLookup(admin, lookupId)).outcome).toBe("suppressed");
  },
);

test("who is merged into another record while the erasure waits takes that record along", async () => {
  await erase(ids.one);
  await mergePeople(admin, { survivorId: ids.other, absorbedId: ids.one, picks: {} });
  await work();
  expect(await db.person.count({ where: { workspaceId: admin.workspaceId } })).toBe(0);
  expect(await db.personMerge.count({ where: { workspaceId: admin.workspaceId } })).toBe(0);
});

test("two that were parted again are erased one by one", async () => {
  const { mergeId } = await mergePeople(admin, { survivorId: ids.one, absorbedId: ids.other, picks: {} });
  await undoMerge(admin, { mergeId });
  await erase(ids.other);
  await work();
  const left = await db.person.findMany({ where: { workspaceId: admin.workspaceId }, select: { id: true } });
  expect(left).toEqual([{ id: ids.one }]);
});
