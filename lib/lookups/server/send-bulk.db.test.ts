import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import type { Viewer } from "@/lib/auth/viewer";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db, inTransaction } from "@/lib/db/client";
import type { LookupIdentity } from "@/lib/lookups/lookup";
import { RequestLookupInput } from "@/lib/lookups/schema";
import type { BulkAsked } from "@/lib/lookups/server/bulk-people";
import { placeBulk, type BulkPlaced } from "@/lib/lookups/server/place-bulk";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendBulk } from "@/lib/lookups/server/send-bulk";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const provider: { stub: ProviderStub | null } = { stub: null };

vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 }),
}));

useTestDatabase();

const OPTIONS = { revealPersonalEmails: true, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };
let rep: Viewer;
let admin: Viewer;

function stub(): ProviderStub {
  if (!provider.stub) throw new Error("no stub");
  return provider.stub;
}

/** Person number n as the provider knows them, at one employer with all others. */
const wirePerson = (n: number) => ({
  id: `64920f0a1b2c3d4e5f6072${n.toString(16).padStart(2, "0")}`,
  ...{ first_name: "Ana", last_name: `Silva ${n}`, name: `Ana Silva ${n}`, title: "Engineer" },
  ...{ email: `ana${n}@acme.example`, personal_emails: [`ana${n}@home.example`], employment_history: [] },
  linkedin_url: `http://www.linkedin.com/in/ana-silva-${n}`,
  organization: { id: "54a1216169702d7fe6dfca02", name: "Acme Robotics", primary_domain: "acme.example" },
});

const identityOf = (n: number): LookupIdentity => ({ email: `ana${n}@acme.example` });
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

const answerOf = (matches: unknown[], billed = matches.length) => ({
  ...{ status: "success", total_requested_enrichments: matches.length, unique_enriched_records: billed },
  ...{ credits_consumed: billed, matches },
  request_id: 77,
});

const place = (given: Partial<BulkAsked> = {}, viewer = rep): Promise<BulkPlaced> => {
  const people = numbers(10).map((number) => ({ number, identity: identityOf(number) }));
  return inTransaction((tx) =>
    placeBulk(tx, viewer, { people, options: OPTIONS, isRefresh: false, runId: null, ...given }),
  );
};

const only = (...some: number[]) => ({ people: some.map((number) => ({ number, identity: identityOf(number) })) });
const standings = ({ placed }: BulkPlaced) =>
  Object.fromEntries(placed.map(({ number, standing }) => [number, standing]));

async function send({ calls: [call] }: BulkPlaced) {
  if (!call) throw new Error("nobody is asked for");
  return sendBulk(call);
}

const outcomes = async () => {
  const lookups = await db.lookup.findMany({ where: { workspaceId: rep.workspaceId } });
  const lines = lookups.map(({ label, outcome, creditsHeld, creditsCharged }) =>
    [label.replace("@acme.example", ""), outcome, `${creditsHeld.toString()}/${creditsCharged.toString()}`].join(" "),
  );
  return lines.toSorted();
};

/** What the budget carries is what the ledger says. */
async function sums() {
  const { workspaceId } = rep;
  const [period] = await db.budgetPeriod.findMany({ where: { workspaceId, scope: "workspace" } });
  const [ledger] = await db.$queryRaw<{ held: number; spent: number }[]>`
    SELECT (coalesce(sum(credits) FILTER (WHERE kind = 'hold'), 0)
              - coalesce(sum(credits) FILTER (WHERE kind IN ('release', 'charge')), 0))::int AS held,
           coalesce(sum(credits) FILTER (WHERE kind = 'charge'), 0)::int AS spent
      FROM ledger_entry WHERE workspace_id = ${workspaceId}`;
  expect({ held: period?.held.toNumber(), spent: period?.spent.toNumber() }).toEqual(ledger);
  return ledger;
}

beforeAll(async () => {
  provider.stub = await startProviderStub();
});
afterAll(() => stub().close());

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  admin = await aViewer({ workspaceId, role: "admin" });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  stub().answerWith(answerJson(200, answerOf(numbers(10).map(wirePerson))));
});

test("ten people are one call: each has a lookup, an attempt and a charge of their own, and their own part of the answer", async () => {
  const placed = await place();
  expect(await sums()).toEqual({ held: 10, spent: 0 });
  await send(placed);
  expect(stub().calls.map(({ path }) => path)).toEqual(["/api/v1/people/bulk_match"]);
  expect(await outcomes()).toEqual(
    numbers(10)
      .map((n) => `ana${n} matched 0/1`)
      .toSorted(),
  );
  expect(await sums()).toEqual({ held: 0, spent: 10 });
  const people = await db.person.findMany({ where: { workspaceId: rep.workspaceId }, include: { emails: true } });
  expect(people.map(({ fullName }) => fullName).toSorted()).toEqual(
    numbers(10)
      .map((n) => `Ana Silva ${n}`)
      .toSorted(),
  );
  expect(people.every(({ emails }) => emails.length === 2)).toBe(true);
  const attempts = await db.attempt.findMany({ orderBy: { position: "asc" }, where: { workspaceId: rep.workspaceId } });
  const kept = attempts.map(({ responseBody }) => JSON.parse(Buffer.from(responseBody ?? []).toString()) as unknown);
  expect(kept).toEqual(numbers(10).map((n) => ({ person: wirePerson(n), request_id: 77 })));
  expect(await db.bulkCall.findMany({ where: { workspaceId: rep.workspaceId } })).toMatchObject([
    { state: "answered", requestId: "77", requested: 10, billed: 10 },
  ]);
});

test("ten answers settle in about as many statements as one", async () => {
  const query = vi.spyOn(pg.Client.prototype, "query");
  const settle = async (given: Partial<BulkAsked>, matches: unknown[]) => {
    const placed = await place(given);
    stub().answerWith((call, response) => {
      query.mockClear();
      void answerJson(200, answerOf(matches))(call, response);
    });
    await send(placed);
    return query.mock.calls.length;
  };
  const one = await settle(only(11), [wirePerson(11)]);
  const ten = await settle({}, numbers(10).map(wirePerson));
  query.mockRestore();
  expect(one).toBeLessThan(42);
  expect(ten - one).toBeLessThan(4);
});

describe("the answer's parts", () => {
  test("go to whom they belong, in whatever order they came; who was not found costs nothing", async () => {
    stub().answerWith(answerJson(200, answerOf([wirePerson(3), null, wirePerson(1)], 2)));
    await send(await place(only(1, 2, 3)));
    expect(await outcomes()).toEqual(["ana1 matched 0/1", "ana2 no_match 0/0", "ana3 matched 0/1"]);
    expect(await sums()).toEqual({ held: 0, spent: 2 });
  });

  test("of two who turn out to be one person one pays", async () => {
    const people = [
      { number: 1, identity: identityOf(1) },
      { number: 2, identity: { linkedinUrl: "https://www.linkedin.com/in/ana-silva-1" } },
    ];
    stub().answerWith(answerJson(200, answerOf([wirePerson(1), wirePerson(1)], 1)));
    await send(await place({ people }));
    expect(await sums()).toEqual({ held: 0, spent: 1 });
    expect(await db.person.count({ where: { workspaceId: rep.workspaceId } })).toBe(1);
  });

  test("that fit nobody leave open who was not placed, with the hold", async () => {
    stub().answerWith(answerJson(200, answerOf([wirePerson(9)])));
    await send(await place(only(1, 2)));
    expect(await outcomes()).toEqual(["ana1 unknown 1/0", "ana2 unknown 1/0"]);
    expect(await sums()).toEqual({ held: 2, spent: 0 });
  });

  test("that fit weakly are kept apart, each by itself", async () => {
    const people = [
      { number: 1, identity: identityOf(1) },
      { number: 2, identity: { fullName: "Bo Lindqvist", companyDomain: "elsewhere.example" } },
    ];
    stub().answerWith(answerJson(200, answerOf([wirePerson(1), wirePerson(2)])));
    await send(await place({ people }));
    expect(await outcomes()).toEqual(["Bo Lindqvist @ elsewhere.example needs_a_look 0/1", "ana1 matched 0/1"]);
  });
});

test("thirty people are three calls, and what one of them lets nobody write keeps the others from nothing", async () => {
  const thirty = numbers(30).map((number) => ({ number, identity: identityOf(number) }));
  const { calls } = await place({ people: thirty });
  expect(calls.map(({ people }) => people.length)).toEqual([10, 10, 10]);
  expect(await db.bulkCall.findMany({ where: { workspaceId: rep.workspaceId }, select: { requested: true } })).toEqual(
    calls.map(() => ({ requested: 10 })),
  );
  stub().answerWith((call, response) => {
    const details = call.body["details"] as { email: string }[];
    const found = details.map(({ email }) => wirePerson(Number(/\d+/.exec(email)?.[0])));
    void answerJson(200, answerOf(found))(call, response);
  });
  let tries = 0;
  await Promise.all(
    calls.map((call, at) =>
      sendBulk(call, {
        alsoWrite: () => (at === 1 && (tries += 1) < 4 ? Promise.reject(new Error("not yet")) : Promise.resolve()),
      }),
    ),
  );
  expect(tries).toBe(4);
  expect((await outcomes()).filter((line) => line.endsWith("matched 0/1"))).toHaveLength(30);
  expect(await sums()).toMatchObject({ held: 0, spent: 30 });
});

describe("a call that failed", () => {
  test("without an answer leaves all of them unknown with their holds, and is not made again", async () => {
    stub().answerWith((_call, response) => {
      response.destroy();
    });
    await send(await place(only(1, 2)));
    expect(stub().calls).toHaveLength(1);
    expect(await outcomes()).toEqual(["ana1 unknown 1/0", "ana2 unknown 1/0"]);
    expect(standings(await place(only(1)))).toEqual({ 1: "joined" });
  });

  test("by a rate limit gives all holds back and pauses bulk calls alone", async () => {
    stub().answerWith(answerJson(429, { message: "maximum" }, { "retry-after": "30" }));
    await send(await place(only(1, 2)));
    expect(await sums()).toEqual({ held: 0, spent: 0 });
    await expect(place(only(1))).rejects.toMatchObject({ code: "provider_rate_limited" });
    stub().answerWith(answerJson(200, { person: wirePerson(5), request_id: 5 }));
    await requestLookup(rep, RequestLookupInput.parse({ email: "ana5@acme.example" }));
    expect(await outcomes()).toContain("ana5 matched 0/1");
  });

  test("because the key is refused stops the key for runs", async () => {
    stub().answerWith(answerJson(401, "Invalid API key."));
    await send(await place(only(1)));
    await expect(place(only(1))).rejects.toMatchObject({ code: "key_rejected" });
    expect(await sums()).toEqual({ held: 0, spent: 0 });
  });
});

describe("who is not asked for", () => {
  test("stands on the suppression list, is ours, or is under way; one lookup each, and only where one is answered", async () => {
    await submitSuppressions(admin, {
      kind: "email",
      text: "ana1@acme.example",
      reason: "do_not_contact",
      until: null,
    });
    stub().answerWith(answerJson(200, { person: wirePerson(2), request_id: 5 }));
    await requestLookup(rep, RequestLookupInput.parse({ email: "ana2@acme.example", revealPersonalEmails: true }));
    const first = await place(only(3));
    expect(standings(await place(only(1, 2, 3, 4)))).toEqual({ 1: "suppressed", 2: "ours", 3: "joined", 4: "sending" });
    stub().answerWith(answerJson(200, answerOf([wirePerson(3)])));
    await send(first);
    expect(await outcomes()).toEqual([
      ...["ana2 matched 0/1", "ana2 matched 0/0"].toSorted(),
      ...["ana3 matched 0/1", "ana3 matched 0/0"].toSorted(),
      "ana4 looking_up 1/0",
    ]);
  });

  test("comes after the budget's end: the first ones are asked for, whatever is asked at once", async () => {
    const { workspaceId } = rep;
    await setBudget(admin, { scope: "workspace", creditLimit: "7", resetDay: 1 });
    const both = await Promise.all([place(only(1, 2, 3, 4, 5)), place(only(6, 7, 8, 9, 10))]);
    const all = both.flatMap(({ placed }) => placed);
    expect(all.filter(({ standing }) => standing === "sending")).toHaveLength(7);
    expect(all.filter(({ standing }) => standing === "uncovered").map(({ reason }) => reason)).toEqual(
      Array.from({ length: 3 }, () => "workspace"),
    );
    expect(await sums()).toEqual({ held: 7, spent: 0 });
    expect(await db.attempt.count({ where: { workspaceId } })).toBe(7);
  });

  test("is asked for by another at the same moment: every one once", async () => {
    const both = await Promise.all([place(), place({ people: [...only(...numbers(10)).people].reverse() })]);
    expect(both.flatMap(({ placed }) => placed).filter(({ standing }) => standing === "sending")).toHaveLength(10);
    expect(await db.attempt.count({ where: { workspaceId: rep.workspaceId } })).toBe(10);
  });
});

test("a sender that was overtaken writes nothing", async () => {
  const placed = await place(only(1, 2));
  await db.attempt.updateMany({ where: { workspaceId: rep.workspaceId, position: 0 }, data: { sends: 2 } });
  stub().answerWith(answerJson(200, answerOf([wirePerson(1), wirePerson(2)])));
  await send(placed);
  expect(await outcomes()).toEqual(["ana1 looking_up 1/0", "ana2 matched 0/1"]);
  expect(await sums()).toEqual({ held: 1, spent: 1 });
});

test("calls that find the same people settle at the same moment, none waiting for another in a circle", async () => {
  const wishes: ((n: number) => LookupIdentity)[] = [
    identityOf,
    (n) => ({ apolloId: wirePerson(n).id }),
    (n) => ({ linkedinUrl: `https://www.linkedin.com/in/ana-silva-${n}` }),
    (n) => ({ email: `ana${n}@acme.example`, fullName: `Ana Silva ${n}` }),
  ];
  for (let round = 0; round < 5; round += 1) {
    const ids = numbers(10).map((n) => n + 10 * round);
    const calls = [];
    for (const [at, wish] of wishes.entries()) {
      const asked = at % 2 ? ids.toReversed() : [...ids.slice(at), ...ids.slice(0, at)];
      calls.push(await place({ people: asked.map((number) => ({ number, identity: wish(number) })), isRefresh: true }));
    }
    stub().answerWith((call, response) => {
      const details = call.body["details"] as Record<string, string>[];
      const found = details.map((one) =>
        ids
          .map(wirePerson)
          .find(
            ({ id, email, linkedin_url }) =>
              id === one["id"] ||
              email === one["email"] ||
              linkedin_url.split("/").at(-1) === one["linkedin_url"]?.split("/").at(-1),
          ),
      );
      void answerJson(200, answerOf(found))(call, response);
    });
    await Promise.all(calls.map(send));
  }
  expect(await db.person.count({ where: { workspaceId: rep.workspaceId } })).toBe(50);
  expect(await sums()).toEqual({ held: 0, spent: 200 });
  await db.$executeRaw`SELECT pg_stat_force_next_flush()`;
  const [stat] = await db.$queryRaw<{ deadlocks: bigint }[]>`
    SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`;
  expect(stat?.deadlocks).toBe(0n);
});
