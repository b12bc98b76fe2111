import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { createList } from "@/lib/lists/server/create-list";
import { regroupPeople } from "@/lib/lists/server/regroup-people";
import { setArrivalsList } from "@/lib/lists/server/set-arrivals-list";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const EMAIL = "ana@acme.example";
let rep: Viewer;
let listId: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
  listId = (await createList(rep, { name: "Arrivals", isShared: false })).id;
});

const lookUp = async (viewer = rep, given: Partial<RequestLookupInput> = {}) => {
  const { lookupId } = await requestLookup(viewer, RequestLookupInput.parse({ email: EMAIL, ...given }));
  return getLookup(viewer, lookupId);
};
const inList = async (id = listId) =>
  (await db.listPerson.findMany({ where: { listId: id } })).map((row) => row.personId);

describe("whom a rep looks up", () => {
  test("goes to the list that they chose, and to none where they chose none", async () => {
    const first = await lookUp();
    expect(await inList()).toEqual([]);
    await setArrivalsList(rep, { listId });
    const again = await lookUp(rep, { isRefresh: true });
    expect(await inList()).toEqual([again.person?.id]);
    expect(again.person?.id).toBe(first.person?.id);
  });

  test("goes there too when they were ours already, for nothing", async () => {
    await lookUp();
    await setArrivalsList(rep, { listId });
    const { answeredFrom, person } = await lookUp();
    expect([answeredFrom, await inList()]).toEqual(["store", [person?.id]]);
  });

  test("does not come back by a delivery, once they were taken out", async () => {
    await setArrivalsList(rep, { listId });
    const { attempt, person } = await lookUp(rep, { revealPhoneNumber: true });
    const selection = { ids: [person?.id ?? ""] };
    await regroupPeople(rep, { selection, add: [], remove: [listId] });
    const body = phoneBody(provider().idOf(EMAIL), [{ number: "+12025550101", type: "mobile" }]);
    await recordDelivery(attempt?.id ?? "", Buffer.from(body), 3000);
    await applyDeliveries();
    expect((await lookUp()).result?.phones).toHaveLength(1);
    // Asked again, and so added again.
    expect(await inList()).toEqual(selection.ids);
    await regroupPeople(rep, { selection, add: [], remove: [listId] });
    await recordDelivery(attempt?.id ?? "", Buffer.from(`${body} `), 3000);
    await applyDeliveries();
    expect(await inList()).toEqual([]);
  });

  test("goes to the own list of each who asked, and to no list that became somebody else's alone", async () => {
    const colleague = await aViewer({ workspaceId: rep.workspaceId });
    const { id: theirs } = await createList(colleague, { name: "Theirs", isShared: false });
    await setArrivalsList(rep, { listId });
    await setArrivalsList(colleague, { listId: theirs });
    const { person } = await lookUp();
    expect([await inList(), await inList(theirs)]).toEqual([[person?.id], []]);
    await lookUp(colleague);
    expect(await inList(theirs)).toEqual([person?.id]);
    await db.membership.updateMany({ where: { userId: rep.userId }, data: { arrivalsListId: theirs } });
    await db.listPerson.deleteMany({ where: { listId: theirs } });
    await lookUp();
    expect(await inList(theirs)).toEqual([]);
  });
});
