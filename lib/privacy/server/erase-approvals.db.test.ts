import { beforeEach, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { approveLookup } from "@/lib/lookups/server/approve-lookup";
import { countApprovals } from "@/lib/lookups/server/count-approvals";
import { declineApproval } from "@/lib/lookups/server/decline-approval";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { usePhoneProvider } from "@/lib/testing/phone-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/phone-apollo"));

useTestDatabase();
const provider = usePhoneProvider();

const EMAIL = "zenobia.quill@acme.example";
let admin: Viewer;
let rep: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId })];
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Test key", key: workspaceId }));
  await db.workspace.update({ where: { id: workspaceId }, data: { approvalAbove: 5 } });
});

async function ask(): Promise<string> {
  const input = RequestLookupInput.parse({ email: EMAIL, revealPhoneNumber: true });
  return (await requestLookup(rep, input)).lookupId;
}

async function eraseHer(): Promise<void> {
  await requestErasure(admin, { personIds: [], text: EMAIL, confirmation: "ERASE" });
  await runErasures();
}

test("a lookup that waits for approval waits no more once the person is erased, and nobody can let it go", async () => {
  const lookupId = await ask();
  expect(await countApprovals(admin)).toEqual({ waiting: 1 });
  await eraseHer();
  expect(await countApprovals(admin)).toEqual({ waiting: 0 });
  await expect(approveLookup(admin, { lookupId })).rejects.toMatchObject({ code: "conflict" });
  expect(provider().calls).toEqual([]);
  expect(await getLookup(rep, lookupId)).toMatchObject({ outcome: "erased", asked: {}, creditsHeld: "0" });
});

test("the word with which a lookup of the person was declined goes too", async () => {
  const lookupId = await ask();
  await declineApproval(admin, { lookupId, reason: "Zenobia asked us not to" });
  await eraseHer();
  expect(await db.approval.findMany({ where: { lookupId } })).toMatchObject([{ state: "declined", reason: "Erased" }]);
});
