import { Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST } from "@/app/api/webhooks/apollo/[token]/route";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { createApolloClient } from "@/lib/apollo/client";
import { findSession, startSession } from "@/lib/auth/session-store";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { ERRORS } from "@/lib/errors/errors";
import { toPublicError } from "@/lib/errors/to-public-error";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { listLookups } from "@/lib/lookups/server/list-lookups";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { listPeople } from "@/lib/people/server/list-people";
import { anApolloId, anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { answerJson, startProviderStub, type ProviderStub } from "@/lib/testing/provider-stub";

const held: { stub: ProviderStub | null } = { stub: null };
vi.mock("@/lib/apollo/configured", () => ({
  apolloFor: (_kind: string, apiKey: string) => createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 }),
}));

const database = useTestDatabase();
const name = new URL(database.url).pathname.slice(1);
const outside = new Pool({ connectionString: Object.assign(new URL(database.url), { pathname: "/postgres" }).href });
const inside = new Pool({ connectionString: database.url });
const TABLES = ["delivery", "attempt", "lookup", "ledger_entry"];
let rep: Viewer;
let attempt: TestAttempt;

function stub(): ProviderStub {
  if (!held.stub) throw new Error("no stub");
  return held.stub;
}

beforeAll(async () => {
  inside.on("error", () => undefined);
  held.stub = await startProviderStub();
  await inside.query(`CREATE FUNCTION fill_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`);
});
afterAll(async () => {
  await stub().close();
  await closeDirectPool();
  await Promise.all([inside.end(), outside.end()]);
});
beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  attempt = await anAttempt(rep);
  const key = { name: "K", key: "kH3-test_KEY_of_22chars" };
  await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, ...key }));
  stub().answerWith((call, response) =>
    answerJson(200, { person: { id: anApolloId(), name: "Ana Silva", email: call.body["email"] } })(call, response),
  );
});

/** How the database comes to refuse every write, and how it comes to take them again. */
const WAYS = {
  "a full disk": {
    begin: () => onTables((table) => `CREATE TRIGGER full_disk BEFORE INSERT ON ${table} EXECUTE FUNCTION fill_disk()`),
    end: () => onTables((table) => `DROP TRIGGER full_disk ON ${table}`),
  },
  "a database that only reads": { begin: () => readOnly("on"), end: () => readOnly("off") },
};

async function onTables(toSql: (table: string) => string): Promise<void> {
  for (const table of TABLES) await inside.query(toSql(table));
}

/** For every connection from now on; those that are open are ended. */
async function readOnly(is: "on" | "off"): Promise<void> {
  await outside.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = ${is}`);
  await outside.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  await expect.poll(() => db.$queryRaw`select 1`.then(Boolean, () => false)).toBe(true);
}

async function post(body: string) {
  const began = performance.now();
  const request = new Request(`http://localhost:3999/api/webhooks/apollo/${attempt.token}`, { method: "POST", body });
  const response = await POST(request, { params: Promise.resolve({ token: attempt.token }) });
  const retryAfter = response.headers.get("retry-after");
  return { status: response.status, retryAfter, isInTime: performance.now() - began < 3000 };
}

async function lookUp(email: string): Promise<number> {
  try {
    await requestLookup(rep, RequestLookupInput.parse({ email }));
    return 200;
  } catch (error) {
    return ERRORS[toPublicError(error, "test").code].status;
  }
}

const stored = () => Promise.all([db.delivery.count(), db.attempt.count(), db.lookup.count(), db.ledgerEntry.count()]);

describe.each(Object.entries(WAYS))("%s", (_what, way) => {
  let isOver = false;
  const end = async () => {
    if (!isOver) await way.end();
    isOver = true;
  };
  afterEach(end);

  test("answers writes with a 503 and keeps nothing of them, reads go on, and it is well again by itself", async () => {
    const { userId } = rep;
    const sessionId = await inTransaction((tx) => startSession(tx, { userId, address: "192.0.2.1" }));
    const before = await stored();
    await way.begin();
    expect(await post('{"a":1}')).toEqual({ status: 503, retryAfter: "10", isInTime: true });
    expect(await lookUp("ana@acme.example")).toBe(503);
    expect(stub().calls).toHaveLength(0);
    expect(await findSession({ sessionId, userId, sessionVersion: 1 })).toMatchObject({ userId });
    expect((await listLookups(rep, {})).lookups).toHaveLength(1);
    expect((await listPeople(rep, {})).people).toEqual([]);
    expect(await stored()).toEqual(before);
    await end();
    expect((await post('{"a":1}')).status).toBe(200);
    expect(await lookUp("ana@acme.example")).toBe(200);
  });
});
