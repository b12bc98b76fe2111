import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { recordDelivery } from "@/lib/deliveries/server/record-delivery";
import { toAppError } from "@/lib/errors/to-public-error";
import { anAttempt, storyOfAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { phoneBody } from "@/lib/testing/callbacks";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let attempt: TestAttempt;

const MOBILE = { number: "+12025550101", type: "mobile" };
const SHUT_DOWN = "PERFORM pg_terminate_backend(pg_backend_pid())";
const DEADLOCK = "RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'";
const DEFECT = "RAISE EXCEPTION 'it does not fit' USING ERRCODE = '22000'";

beforeEach(async () => {
  attempt = await anAttempt(await aViewer({ workspaceId: await aWorkspace() }));
  await recordDelivery(attempt.attemptId, Buffer.from(phoneBody(attempt.apolloId, [MOBILE])), 3000);
});
afterEach(async () => {
  await db.$executeRaw`DROP FUNCTION IF EXISTS go_wrong CASCADE`;
});
afterAll(closeDirectPool);

/**
 * From now on the database does this when a row is written. The person's numbers are written by a model's operation, the
 * ledger by a raw statement, and a deferred trigger acts with the commit: Prisma names their failures apart.
 */
const WHERE = {
  "its numbers are written": "TRIGGER go_wrong BEFORE INSERT ON person_phone",
  "it is charged": "TRIGGER go_wrong BEFORE INSERT ON ledger_entry",
  "all is committed": "CONSTRAINT TRIGGER go_wrong AFTER INSERT ON person_phone DEFERRABLE INITIALLY DEFERRED",
};

async function goWrongWhen(where: keyof typeof WHERE, what: string): Promise<void> {
  await db.$executeRawUnsafe(
    `CREATE FUNCTION go_wrong() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${what}; RETURN NEW; END $$`,
  );
  await db.$executeRawUnsafe(`CREATE ${WHERE[where]} FOR EACH ROW EXECUTE FUNCTION go_wrong()`);
}

test.each([
  ["a server that stops", "its numbers are written", SHUT_DOWN],
  ["a server that stops", "it is charged", SHUT_DOWN],
  ["a server that stops", "all is committed", SHUT_DOWN],
  ["a deadlock", "its numbers are written", DEADLOCK],
  ["a deadlock", "it is charged", DEADLOCK],
  ["a deadlock", "all is committed", DEADLOCK],
] as const)("a body that meets %s when %s stays received, and is applied afterwards", async (_, where, what) => {
  await goWrongWhen(where, what);
  expect(await applyDeliveries()).toEqual({ done: 0, held: 1 });
  expect((await storyOfAttempt(attempt)).deliveries).toEqual(["received -"]);
  await db.$executeRaw`DROP FUNCTION go_wrong CASCADE`;
  await applyDeliveries();
  const story = await storyOfAttempt(attempt);
  expect([story.deliveries, story.numbers, story.ledger]).toEqual([
    ["applied phone"],
    [MOBILE.number],
    ["charge phone 8", "hold lookup 9", "release lookup 1"],
  ]);
});

test.each(["its numbers are written", "it is charged", "all is committed"] as const)(
  "a body that is refused when %s, for what it is, is put aside",
  async (where) => {
    await goWrongWhen(where, DEFECT);
    expect(await applyDeliveries()).toEqual({ done: 1, held: 0 });
    expect((await storyOfAttempt(attempt)).deliveries).toEqual(["quarantined -"]);
  },
);

test("whoever asks while the server stops is told that it is away, not that something broke", async () => {
  const ending = db.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  const failure: unknown = await ending.catch((error: unknown) => error);
  expect(toAppError(failure).code).toBe("unavailable");
});
