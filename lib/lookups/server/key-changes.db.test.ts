import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { deleteApiKey, disableApiKey, enableApiKey, setDefaultApiKey } from "@/lib/api-keys/server/change-api-key";
import { sealApiKey } from "@/lib/api-keys/server/key-place";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson } from "@/lib/testing/provider-stub";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

const OLD = "kH3-the_old_KEY_22chars";
const NEW = "kH3-the_new_KEY_22chars";
const LIMITED = answerJson(429, { message: "The maximum number of api calls" }, { "retry-after": "1" });
let rep: Viewer;
let admin: Viewer;
let oldKey: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  oldKey = await addKey(OLD);
  answering();
});

async function addKey(key: string): Promise<string> {
  const { workspaceId } = rep;
  const stored = await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: key, key }));
  return stored.id;
}

/** The provider finds everybody, once `meanwhile` is over. */
function answering(meanwhile: () => Promise<unknown> = () => Promise.resolve()): void {
  stub().answerWith(async (call, response) => {
    await meanwhile();
    const person = { id: anApolloId(), name: "Ana Silva", email: call.body["email"] };
    await answerJson(200, { person })(call, response);
  });
}

const keysUsed = () =>
  stub().calls.flatMap(({ path, headers }) => (path.endsWith("people/match") ? [headers["x-api-key"]] : []));

async function lookUp(email: string): Promise<string> {
  return (await requestLookup(rep, RequestLookupInput.parse({ email }))).lookupId;
}

async function told(lookupId: string) {
  const { outcome, creditsHeld, creditsCharged } = await getLookup(rep, lookupId);
  return { outcome, creditsHeld, creditsCharged };
}

/** A lookup that the provider told to wait, and whose time has come. */
async function queued(email: string): Promise<string> {
  stub().answerWith(LIMITED);
  const lookupId = await lookUp(email);
  await passThePause(lookupId);
  answering();
  return lookupId;
}

async function passThePause(lookupId: string): Promise<void> {
  const { attemptId } = await db.lookup.findUniqueOrThrow({ where: { id: lookupId } });
  await db.providerPause.deleteMany();
  await db.attempt.update({ where: { id: attemptId ?? "" }, data: { sendAfter: new Date(0) } });
}

const MATCHED = { outcome: "matched", creditsHeld: "0", creditsCharged: "1" };
const QUEUED = { outcome: "queued", creditsHeld: "1", creditsCharged: "0" };

describe("a call that is under way ends normally and is charged", () => {
  test("while its key is deleted; the next lookup says that there is none", async () => {
    answering(() => deleteApiKey(admin, oldKey));
    expect(await told(await lookUp("ana@acme.example"))).toEqual(MATCHED);
    await expect(lookUp("bo@acme.example")).rejects.toMatchObject({ code: "key_missing" });
    expect(keysUsed()).toEqual([OLD]);
  });

  test("while another key takes its place, which the next lookup uses", async () => {
    const newKey = await addKey(NEW);
    answering(() => setDefaultApiKey(admin, newKey));
    expect(await told(await lookUp("ana@acme.example"))).toEqual(MATCHED);
    await lookUp("bo@acme.example");
    expect(keysUsed()).toEqual([OLD, NEW]);
  });
});

describe("what is queued waits with its hold, and goes by itself,", () => {
  test("when its key was deleted: once there is another one", async () => {
    const lookupId = await queued("ana@acme.example");
    await deleteApiKey(admin, oldKey);
    expect([await sendReserved(), await told(lookupId)]).toEqual([0, QUEUED]);
    await addKey(NEW);
    expect([await sendReserved(), await told(lookupId)]).toEqual([1, MATCHED]);
    expect(keysUsed()).toEqual([NEW]);
  });

  test("when its key was disabled: once it is enabled again", async () => {
    const lookupId = await queued("ana@acme.example");
    await disableApiKey(admin, oldKey);
    expect([await sendReserved(), await told(lookupId)]).toEqual([0, QUEUED]);
    await enableApiKey(admin, oldKey);
    expect([await sendReserved(), await told(lookupId)]).toEqual([1, MATCHED]);
  });

  test.each([
    [401, "Invalid API key.", "rejected"],
    [403, { error: "no", error_code: "API_INACCESSIBLE" }, "restricted"],
  ])(
    "when the provider answers %i: once an admin has acted; admins see the key's state",
    async (status, body, health) => {
      const [first, second] = [await queued("ana@acme.example"), await queued("bo@acme.example")];
      const { attemptId } = await db.lookup.findUniqueOrThrow({ where: { id: second } });
      await db.attempt.update({ where: { id: attemptId ?? "" }, data: { sendAfter: new Date(Date.now() + 60_000) } });
      stub().answerWith(answerJson(status, body));
      await sendReserved();
      expect(await told(first)).toEqual({ outcome: "failed", creditsHeld: "0", creditsCharged: "0" });
      await db.attempt.update({ where: { id: attemptId ?? "" }, data: { sendAfter: new Date(0) } });
      answering();
      expect([await sendReserved(), await told(second)]).toEqual([0, QUEUED]);
      expect((await db.apiKey.findUniqueOrThrow({ where: { id: oldKey } })).health).toBe(health);
      await setDefaultApiKey(admin, oldKey);
      expect([await sendReserved(), await told(second)]).toEqual([1, MATCHED]);
    },
  );
});

test("no opened key is remembered: what the row holds now is what the next call carries", async () => {
  await lookUp("ana@acme.example");
  await db.apiKey.update({ where: { id: oldKey }, data: sealApiKey(oldKey, NEW) });
  await lookUp("bo@acme.example");
  expect(keysUsed()).toEqual([OLD, NEW]);
});
