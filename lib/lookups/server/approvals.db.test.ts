import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { setBudget } from "@/lib/credits/server/set-budget";
import { setSpendingRules } from "@/lib/credits/server/set-spending-rules";
import { db, inTransaction } from "@/lib/db/client";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { approveLookup } from "@/lib/lookups/server/approve-lookup";
import { declineApproval } from "@/lib/lookups/server/decline-approval";
import { expireApprovals } from "@/lib/lookups/server/expire-approvals";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { listApprovals } from "@/lib/lookups/server/list-approvals";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { withdrawApproval } from "@/lib/lookups/server/withdraw-approval";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson } from "@/lib/testing/provider-stub";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

const EMAIL = "ana@acme.example";
const PERSON = { id: "64920f0a1b2c3d4e5f607182", name: "Ana Silva", email: EMAIL };
const RULES = { freshDays: 30, waterfallEmail: 5, waterfallPhone: 25, approvalAbove: "5", alertPercent: 80 };
let rep: Viewer;
let admin: Viewer;
let second: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  second = await aViewer({ workspaceId, role: "admin" });
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
  await setSpendingRules(admin, RULES);
  stub().answerWith(answerJson(200, { person: PERSON, request_id: 5 }));
});

async function ask(viewer = rep, input: Partial<RequestLookupInput> = { revealPhoneNumber: true }): Promise<string> {
  return (await requestLookup(viewer, RequestLookupInput.parse({ email: EMAIL, ...input }))).lookupId;
}

async function told(lookupId: string) {
  const { outcome, answeredFrom, creditsHeld, creditsCharged, approval } = await getLookup(admin, lookupId);
  return { outcome, answeredFrom, creditsHeld, creditsCharged, state: approval?.state ?? null };
}

const WAITING = {
  outcome: "awaiting_approval",
  answeredFrom: "provider",
  creditsHeld: "0",
  creditsCharged: "0",
  state: "requested",
};
const entries = () => db.ledgerEntry.count({ where: { workspaceId: rep.workspaceId } });
const attempts = () => db.attempt.count({ where: { workspaceId: rep.workspaceId } });
const limit = (creditLimit: string | null) => setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit, resetDay: 1 });

async function audited(): Promise<string[]> {
  const events = await db.auditEvent.findMany({
    where: { workspaceId: rep.workspaceId, action: { startsWith: "approval." } },
    orderBy: { id: "asc" },
  });
  return events.map(({ action, actorId }) => `${action} ${names[actorId ?? ""] ?? "nobody"}`);
}
let names: Record<string, string>;
beforeEach(() => {
  names = { [rep.userId]: "rep", [admin.userId]: "admin", [second.userId]: "second" };
});

describe("above the threshold", () => {
  test("a rep's lookup waits: nothing is held, nothing sent, and the same wish waits once", async () => {
    const [lookupId, ...again] = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(new Set(again)).toEqual(new Set([lookupId]));
    expect(await told(lookupId ?? "")).toEqual(WAITING);
    expect([await attempts(), await entries(), stub().calls.length]).toEqual([0, 0, 0]);
    expect(await audited()).toEqual(["approval.requested rep"]);
  });

  test.each<[string, () => Viewer, Partial<RequestLookupInput>]>([
    ["an admin's own", () => admin, { revealPhoneNumber: true }],
    ["one that costs no more", () => rep, { revealPersonalEmails: true }],
  ])("%s goes at once", async (_what, viewer, input) => {
    expect(await told(await ask(viewer(), input))).toMatchObject({ outcome: "matched", state: null });
    expect(stub().calls).toHaveLength(1);
  });

  test("what is ours already needs nobody", async () => {
    await ask(admin);
    const lookupId = await ask();
    expect(await told(lookupId)).toMatchObject({ outcome: "matched", answeredFrom: "store", state: null });
  });
});

describe("an approval", () => {
  test("lets it go in the rep's name, once, though two admins agree at the same moment", async () => {
    const lookupId = await ask();
    const said = await Promise.allSettled([admin, second].map((viewer) => approveLookup(viewer, { lookupId })));
    const lost = said.filter(({ status }) => status === "rejected");
    expect(lost).toMatchObject([{ reason: { code: "conflict" } }]);
    expect(await told(lookupId)).toMatchObject({ outcome: "looking_up", creditsHeld: "9", state: "approved" });
    expect(await Promise.all([sendReserved(), sendReserved()])).toContain(1);
    expect([await attempts(), stub().calls.length]).toEqual([1, 1]);
    expect(await told(lookupId)).toMatchObject({ outcome: "matched", creditsHeld: "8", creditsCharged: "1" });
    const [hold] = await db.ledgerEntry.findMany({ where: { workspaceId: rep.workspaceId, kind: "hold" } });
    expect(hold).toMatchObject({ userId: rep.userId });
    expect(await audited()).toHaveLength(2);
  });

  test("survives its process: held and written with the yes, whichever worker comes by sends it, once", async () => {
    const lookupId = await ask();
    await approveLookup(admin, { lookupId });
    const [attempt] = await db.attempt.findMany({ where: { workspaceId: rep.workspaceId } });
    expect([attempt?.state, attempt?.sends, stub().calls.length]).toEqual(["reserved", 0, 0]);
    expect([await sendReserved(), await sendReserved()]).toEqual([1, 0]);
    expect(stub().calls).toHaveLength(1);
  });

  test("is answered from the store for 0 credits when the person was found meanwhile", async () => {
    const lookupId = await ask();
    await ask(admin);
    await approveLookup(admin, { lookupId });
    expect(await sendReserved()).toBe(0);
    expect(await told(lookupId)).toMatchObject({ outcome: "matched", answeredFrom: "store", creditsCharged: "0" });
    expect([await attempts(), stub().calls.length]).toEqual([1, 1]);
  });

  test("joins an identical lookup under way, which alone is charged, though it was asked later", async () => {
    const other = await aViewer({ workspaceId: rep.workspaceId });
    const [lookupId, theirs] = [await ask(), await ask(other)];
    await approveLookup(admin, { lookupId: theirs });
    await approveLookup(admin, { lookupId });
    await sendReserved();
    expect(await told(theirs)).toMatchObject({ outcome: "matched", answeredFrom: "provider", creditsCharged: "1" });
    expect(await told(lookupId)).toMatchObject({ outcome: "matched", answeredFrom: "joined", creditsCharged: "0" });
    expect([await attempts(), stub().calls.length]).toEqual([1, 1]);
  });

  test("that the budget does not cover changes nothing, says so to both, and goes once there is room", async () => {
    await limit("8");
    const lookupId = await ask();
    await expect(approveLookup(admin, { lookupId })).rejects.toMatchObject({
      code: "budget",
      say: expect.stringContaining("You can raise it under Budgets.") as string,
    });
    expect(await told(lookupId)).toEqual(WAITING);
    expect((await getLookup(rep, lookupId)).approval?.blocked).toContain("budget does not cover");
    expect([await attempts(), await entries()]).toEqual([0, 0]);
    await limit("9");
    await approveLookup(admin, { lookupId });
    await sendReserved();
    expect(await told(lookupId)).toMatchObject({ outcome: "matched", state: "approved" });
  });

  test("of someone who may not look people up any more is refused", async () => {
    const lookupId = await ask();
    await db.membership.updateMany({ where: { userId: rep.userId }, data: { role: "reviewer" } });
    await expect(approveLookup(admin, { lookupId })).rejects.toMatchObject({ code: "conflict" });
    expect(await told(lookupId)).toEqual(WAITING);
  });
});

describe("without a yes nothing is spent:", () => {
  test("declined, with the word, which cannot be missing", async () => {
    const lookupId = await ask();
    await declineApproval(admin, { lookupId, reason: "Not one of our accounts" });
    const { outcome, message, errorCode } = await getLookup(rep, lookupId);
    expect([outcome, errorCode]).toEqual(["refused", "approval_declined"]);
    expect(message).toContain("declined it: “Not one of our accounts”. Nothing was sent and no credits were spent.");
    await expect(approveLookup(second, { lookupId })).rejects.toMatchObject({ code: "conflict" });
    await expect(db.$executeRaw`UPDATE approval SET reason = '' WHERE lookup_id = ${lookupId}`).rejects.toThrow(
      /approval_reason/,
    );
    expect([await attempts(), await entries()]).toEqual([0, 0]);
  });

  test("withdrawn by who asked alone, who may then ask again", async () => {
    const lookupId = await ask();
    const other = await aViewer({ workspaceId: rep.workspaceId });
    await expect(withdrawApproval(other, { lookupId })).rejects.toMatchObject({ code: "not_found" });
    await withdrawApproval(rep, { lookupId });
    expect(await told(lookupId)).toMatchObject({ outcome: "withdrawn", state: "withdrawn" });
    await expect(approveLookup(admin, { lookupId })).rejects.toMatchObject({ code: "conflict" });
    expect(await ask()).not.toBe(lookupId);
  });

  test("given up after seven days", async () => {
    const lookupId = await ask();
    expect(await expireApprovals()).toBe(0);
    await db.$executeRaw`UPDATE approval SET expires_at = requested_at WHERE lookup_id = ${lookupId}`;
    await expect(approveLookup(admin, { lookupId })).rejects.toMatchObject({ code: "conflict" });
    expect(await expireApprovals()).toBe(1);
    expect(await told(lookupId)).toMatchObject({ outcome: "refused", state: "expired" });
    expect(await audited()).toEqual(["approval.requested rep", "approval.expired nobody"]);
    const again = await ask();
    await db.$executeRaw`UPDATE approval SET expires_at = requested_at WHERE lookup_id = ${again}`;
    expect(await told(await ask())).toEqual(WAITING);
    expect(await told(again)).toMatchObject({ state: "expired" });
  });

  test("of a yes, a no and a withdrawal at the same moment one counts", async () => {
    for (let round = 0; round < 5; round += 1) {
      const lookupId = await ask(rep, { email: `p${String(round)}@acme.example`, revealPhoneNumber: true });
      const before = await attempts();
      const said = await Promise.allSettled([
        approveLookup(admin, { lookupId }),
        declineApproval(second, { lookupId, reason: "No" }),
        withdrawApproval(rep, { lookupId }),
      ]);
      expect(said.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const { state } = await told(lookupId);
      expect((await attempts()) - before).toBe(state === "approved" ? 1 : 0);
    }
  });
});

describe("the queue", () => {
  test("shows admins who wants what, its price and what the budgets would cover then, the oldest first", async () => {
    await limit("20");
    await setBudget(admin, { scope: rep.userId, creditLimit: "8", resetDay: 1 });
    const lookupId = await ask();
    await ask(rep, { email: "bo@acme.example", waterfallPhone: true });
    const { waiting, requests, decided, approvalAbove } = await listApprovals(admin);
    expect([waiting, approvalAbove, decided]).toEqual([2, "5", []]);
    expect(requests.map(({ ceiling, after }) => [ceiling, after])).toEqual([
      ["9", { member: "-1", workspace: "11" }],
      ["26", { member: "-18", workspace: "-6" }],
    ]);
    await declineApproval(admin, { lookupId, reason: "No" });
    expect((await listApprovals(admin)).decided).toMatchObject([{ lookupId, state: "declined", reason: "No" }]);
  });

  test("and its decisions are an admin's, of the same workspace", async () => {
    const lookupId = await ask();
    const stranger = await aViewer({ role: "admin", workspaceId: await aWorkspace() });
    const reviewer = await aViewer({ role: "reviewer", workspaceId: rep.workspaceId });
    for (const [viewer, code] of [
      [rep, "forbidden"],
      [reviewer, "forbidden"],
      [stranger, "not_found"],
    ] as const) {
      await expect(approveLookup(viewer, { lookupId })).rejects.toMatchObject({ code });
      await expect(declineApproval(viewer, { lookupId, reason: "No" })).rejects.toMatchObject({ code });
    }
    await expect(listApprovals(rep)).rejects.toMatchObject({ code: "forbidden" });
    expect((await listApprovals(stranger)).requests).toEqual([]);
    expect(await told(lookupId)).toEqual(WAITING);
  });
});
