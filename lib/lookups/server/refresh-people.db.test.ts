import { beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db, inTransaction } from "@/lib/db/client";
import { RefreshWish } from "@/lib/lookups/refresh";
import { getRefreshSheet } from "@/lib/lookups/server/get-refresh-sheet";
import { refreshPeople } from "@/lib/lookups/server/refresh-people";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { addSuppressions } from "@/lib/suppressions/server/suppression-store";
import { requireSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson } from "@/lib/testing/provider-stub";
import { useProviderStub } from "@/lib/testing/stubbed-apollo";

vi.mock("@/lib/apollo/configured", () => import("@/lib/testing/stubbed-apollo"));

useTestDatabase();
const stub = useProviderStub();

let rep: Viewer;
let admin: Viewer;
let people: { id: string; apolloId: string }[];
const wish = (given: Partial<RefreshWish> = {}) => RefreshWish.parse(given);
const everybody = () => ({ ids: people.map(({ id }) => id) });

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
  people = Array.from({ length: 3 }, (_, at) => ({ id: `per_${workspaceId}_${String(at)}`, apolloId: anApolloId() }));
  await db.person.createMany({
    data: people.map(({ id, apolloId }, at) => ({
      ...{ id, workspaceId, apolloId, fullName: `Person ${String(at)}`, search: "", employment: [], departments: [] },
      observedAt: new Date("2026-01-01"),
    })),
  });
  await db.personIdentity.createMany({
    data: people.map(({ id, apolloId }) => ({ workspaceId, kind: "apollo", value: apolloId, personId: id })),
  });
  stub().answerWith(async (call, response) => {
    const { id } = call.body as { id: string };
    await answerJson(200, { person: { id, name: "Ana Silva", email: `${id}@acme.example` }, request_id: 5 })(
      call,
      response,
    );
  });
});

async function lookups() {
  const rows = await db.lookup.findMany({ where: { workspaceId: rep.workspaceId }, orderBy: { id: "asc" } });
  return rows.map(({ label, source, outcome, creditsHeld }) => [label, source, outcome, Number(creditsHeld)]);
}

const callsMade = () => stub().calls.length;
let callsBefore: number;
beforeEach(() => {
  callsBefore = callsMade();
});

describe("the sheet", () => {
  test("counts who is fresh, suppressed and to be sent, and says the most it can cost", async () => {
    const [first, second] = people;
    await refreshPeople(rep, { selection: { ids: [first?.id ?? ""] }, wish: wish(), ceiling: "1" });
    await sendReserved();
    const key = await requireSuppressionKey();
    await inTransaction((tx) =>
      addSuppressions(tx, key, {
        ...{ workspaceId: rep.workspaceId, reason: "objected", addedById: admin.userId },
        identifiers: [{ kind: "apollo", value: second?.apolloId ?? "" }],
      }),
    );
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "20", resetDay: 1 });
    const sheet = await getRefreshSheet(rep, { selection: everybody(), wish: wish({ revealPhoneNumber: true }) });
    expect(sheet).toMatchObject({ selected: 3, fresh: 0, suppressed: 1, toSend: 2, ceilingEach: "9", ceiling: "18" });
    const profiles = await getRefreshSheet(rep, { selection: everybody(), wish: wish() });
    expect(profiles).toMatchObject({
      fresh: 1,
      suppressed: 1,
      toSend: 1,
      ceiling: "1",
      likely: null,
      isTooMany: false,
    });
    expect(profiles.left).toEqual({ workspace: "19", own: null });
    const all = await getRefreshSheet(rep, { selection: everybody(), wish: wish({ includesFresh: true }) });
    expect(all).toMatchObject({ fresh: 0, suppressed: 1, toSend: 2 });
  });

  test("is not for reviewers, and of others' people it counts nobody", async () => {
    const reviewer = await aViewer({ workspaceId: rep.workspaceId, role: "reviewer" });
    await expect(getRefreshSheet(reviewer, { selection: everybody(), wish: wish() })).rejects.toMatchObject({
      code: "forbidden",
    });
    const stranger = await aViewer({ workspaceId: await aWorkspace() });
    const sheet = await getRefreshSheet(stranger, { selection: everybody(), wish: wish() });
    expect(sheet).toMatchObject({ selected: 0, toSend: 0, ceiling: "0" });
  });
});

describe("a refresh", () => {
  test("holds each ceiling at once, leaves the calls to a worker, and makes each once", async () => {
    const started = await refreshPeople(rep, { selection: everybody(), wish: wish(), ceiling: "3" });
    expect(started).toEqual({ underWay: 3, waiting: 0, leftOut: 0, stopped: null });
    expect(callsMade() - callsBefore).toBe(0);
    expect(await lookups()).toEqual([0, 1, 2].map((at) => [`Person ${String(at)}`, "refresh", "looking_up", 1]));
    await Promise.all([sendReserved(), sendReserved()]);
    expect(callsMade() - callsBefore).toBe(3);
    expect((await lookups()).map(([, , outcome]) => outcome)).toEqual(["matched", "matched", "matched"]);
    const again = await refreshPeople(rep, { selection: everybody(), wish: wish(), ceiling: "3" });
    expect(again).toEqual({ underWay: 0, waiting: 0, leftOut: 3, stopped: null });
  });

  test("stops where the budget ends, says so, and holds no more than it", async () => {
    await setBudget(admin, { scope: WORKSPACE_SCOPE, creditLimit: "2", resetDay: 1 });
    const started = await refreshPeople(rep, { selection: everybody(), wish: wish(), ceiling: "3" });
    expect(started).toMatchObject({ underWay: 2, stopped: { left: 1 } });
    expect(started.stopped?.sentence).toMatch(/budget does not cover 1 more credit/);
    expect(await lookups()).toHaveLength(2);
  });

  test("of a rep above the threshold waits for an admin, each with its own ceiling", async () => {
    await db.workspace.update({ where: { id: rep.workspaceId }, data: { approvalAbove: 5 } });
    const asked = { selection: everybody(), wish: wish({ revealPhoneNumber: true }) };
    expect(await getRefreshSheet(rep, asked)).toMatchObject({ needsApproval: true });
    expect(await refreshPeople(rep, { ...asked, ceiling: "27" })).toMatchObject({ underWay: 0, waiting: 3 });
    expect((await lookups()).map(([, , outcome, held]) => [outcome, held])).toEqual(
      people.map(() => ["awaiting_approval", 0]),
    );
  });

  test("sends nothing when it would cost more than was shown", async () => {
    await expect(refreshPeople(rep, { selection: everybody(), wish: wish(), ceiling: "2" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await lookups()).toEqual([]);
  });

  test("is told to the audit by its numbers alone", async () => {
    await refreshPeople(rep, { selection: everybody(), wish: wish(), ceiling: "3" });
    const events = await db.auditEvent.findMany({
      where: { workspaceId: rep.workspaceId, action: "people.refreshed" },
    });
    expect(events.map(({ detail }) => detail)).toEqual([{ underWay: 3, waiting: 0, leftOut: 0, notSent: 0 }]);
  });
});
