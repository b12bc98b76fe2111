import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { lockPersonById } from "@/lib/people/server/lock-person";
import { mergeDelivered } from "@/lib/people/server/merge-delivered";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";
import { refoldPerson } from "@/lib/people/server/refold-person";
import { refreshPhoneStates } from "@/lib/people/server/refresh-phone-states";
import { setUndone } from "@/lib/people/server/undo-words";
import { anApolloId } from "@/lib/testing/attempts";
import { aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aProvidedCompany, aProvidedPerson } from "@/lib/testing/provided";

useTestDatabase();
let workspaceId: string;

beforeAll(async () => {
  workspaceId = await aWorkspace();
});

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const PHONE = { raw: null, type: "mobile", status: null, confidence: null, dncStatus: null, observedAt: null };

type Given = Parameters<typeof aProvidedPerson>[0];
const answer = (attemptId: string, at: number, given: Given) =>
  inTransaction((tx) =>
    mergeProvidedPerson(tx, { workspaceId, attemptId, person: aProvidedPerson(given), observedAt: day(at) }),
  );
const deliver = (attemptId: string, at: number, { apolloId, number }: { apolloId: string; number: string }) =>
  inTransaction(async (tx) => {
    const id = await mergeDelivered(tx, {
      ...{ workspaceId, apolloId, attemptId, deliveryId: `dlv_${attemptId}_${number}`, receivedAt: day(at) },
      ...{ nameAsked: "A. Silva", emails: [], phones: [{ ...PHONE, number }] },
    });
    await refreshPhoneStates(tx, workspaceId, [id]);
    return id;
  });
const undo = (attemptIds: string[], isUndone = true) =>
  inTransaction((tx) => setUndone(tx, { workspaceId, userId: "usr_1", attemptIds, isUndone }));
const refold = (id: string) =>
  inTransaction(async (tx) => {
    await refoldPerson(tx, await lockPersonById(tx, { workspaceId, id }));
  });

type Value = { id: string; createdAt: Date; personId: string };

/** All that lists, pages and search read of a person; without ids and times of writing. */
async function stateOf(id: string) {
  const row = await db.person.findUniqueOrThrow({
    where: { id },
    include: { emails: true, phones: true, identities: true },
  });
  const { emails, phones, identities, updatedAt: _, createdAt: __, id: ___, apolloId: ____, ...columns } = row;
  const without = ({ id: _, createdAt: __, personId: ___, ...value }: Value) =>
    JSON.stringify(Object.entries(value).sort());
  return {
    columns: JSON.parse(JSON.stringify(columns)) as Record<string, unknown>,
    emails: emails.map(without).sort(),
    phones: phones.map(without).sort(),
    identities: identities
      .filter(({ kind }) => kind !== "apollo")
      .map(({ kind, value }) => `${kind} ${value}`)
      .sort(),
  };
}

type Step = {
  attempt: string;
  at: number;
  kind: "answer" | "delivery";
  company: string;
  title: string;
  number: string;
};
const step: fc.Arbitrary<Step> = fc.record({
  attempt: fc.constantFrom("a", "b", "c"),
  at: fc.integer({ min: 1, max: 5 }),
  kind: fc.constantFrom("answer", "delivery"),
  company: fc.constantFrom("Acme", "Bolt", "Crux"),
  title: fc.constantFrom("CTO", "CEO"),
  number: fc.constantFrom("+12025550101", "+12025550102"),
});

const tie = (at: number, company: string): Step => ({
  ...{ attempt: "a", at, kind: "answer", company },
  ...{ title: "CTO", number: "+12025550101" },
});
/** Two companies at one instant, in either order, before an answer that names the one or the other. */
const TIES: [Step[]][] = ["Acme", "Crux"].flatMap((last) => [
  [[tie(2, "Crux"), tie(2, "Acme"), tie(4, last)]],
  [[tie(2, "Acme"), tie(2, "Crux"), tie(4, last)]],
]);

async function run(steps: readonly Step[]): Promise<{ id: string; attempts: string[] }> {
  const apolloId = anApolloId();
  const attempts = new Map<string, string>();
  let id = "";
  for (const { attempt, at, kind, company, title, number } of steps) {
    const attemptId = attempts.get(attempt) ?? newId("attempt");
    attempts.set(attempt, attemptId);
    const given = { apolloId, title, company: aProvidedCompany(company), email: `ana@${company}.example` };
    id = kind === "answer" ? await answer(attemptId, at, given) : await deliver(attemptId, at, { apolloId, number });
  }
  return { id, attempts: [...attempts.values()] };
}

test("the row is the fold of all words, whatever came in which order and how often", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const { id } = await run([...steps, ...steps]);
      const taken = await stateOf(id);
      await refold(id);
      const folded = await stateOf(id);
      expect(folded.columns).toEqual(taken.columns);
      expect(folded.emails).toEqual(taken.emails);
      expect(folded.phones).toEqual(taken.phones);
    }),
    { numRuns: 10, examples: TIES },
  );
}, 90_000);

test("undone and redone, a record is what it was; all undone, nothing of it is left", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const { id, attempts } = await run(steps);
      await refold(id);
      const before = await stateOf(id);
      await undo(attempts);
      expect(await stateOf(id)).toMatchObject({ emails: [], phones: [], identities: [], columns: { title: null } });
      await undo(attempts, false);
      expect(await stateOf(id)).toEqual(before);
    }),
    { numRuns: 6 },
  );
}, 90_000);

test("undone, an answer leaves what others said, and its addresses and names go", async () => {
  const apolloId = anApolloId();
  const id = await answer("att_u1", 1, { apolloId, email: "ana@acme.example", title: "CTO" });
  const first = await stateOf(id);
  await answer("att_u2", 2, { apolloId, title: "CEO", company: aProvidedCompany("Bolt"), email: "ana@bolt.example" });
  expect((await stateOf(id)).columns).toMatchObject({ title: "CEO", formerTitle: "CTO", formerCompany: "Acme" });
  expect(await undo(["att_u2"])).toEqual([id]);
  expect(await undo(["att_u2"])).toEqual([]);
  expect(await stateOf(id)).toEqual(first);
});

test("a delivery that comes after its lookup was undone stays out, until that is put back", async () => {
  const apolloId = anApolloId();
  const id = await answer("att_late", 1, { apolloId });
  await undo(["att_late"]);
  await deliver("att_late", 3, { apolloId, number: "+12025550109" });
  expect((await stateOf(id)).phones).toEqual([]);
  await undo(["att_late"], false);
  expect(await db.personPhone.findMany({ where: { personId: id }, select: { number: true } })).toEqual([
    { number: "+12025550109" },
  ]);
});

test("an undo and a delivery at the same moment end as one after the other", async () => {
  for (let round = 0; round < 5; round += 1) {
    const apolloId = anApolloId();
    const attemptId = `att_race_${String(round)}`;
    const id = await answer(attemptId, 1, { apolloId });
    await Promise.all([undo([attemptId]), deliver(attemptId, 2, { apolloId, number: "+12025550103" })]);
    expect(await stateOf(id)).toMatchObject({ phones: [], emails: [], columns: { primaryPhone: null, title: null } });
  }
});

test("somebody from before keeps what was known: their first new word writes a baseline", async () => {
  const apolloId = anApolloId();
  const id = await answer("att_before", 1, { apolloId, email: "old@acme.example" });
  await db.personObservation.deleteMany({ where: { personId: id } });
  const before = await stateOf(id);
  await answer("att_after", 2, { apolloId, title: "CEO", email: "new@acme.example" });
  const kinds = await db.personObservation.findMany({ where: { personId: id }, orderBy: { createdAt: "asc" } });
  expect(kinds.map(({ kind }) => kind)).toEqual(["baseline", "lookup"]);
  await undo(["att_after"]);
  expect(await stateOf(id)).toEqual(before);
});

test("a job change is told of by answers in their own order, and by nothing else", async () => {
  const apolloId = anApolloId();
  const at = (name: string, number: number, title: string) =>
    answer(`att_job_${name}`, number, { apolloId, title, company: aProvidedCompany(name) });
  const id = await at("Crux", 5, "COO");
  await at("Acme", 1, "CTO");
  expect((await stateOf(id)).columns).toMatchObject({ companyName: "Crux", formerCompany: "Acme", formerTitle: "CTO" });
  await at("Bolt", 3, "CEO");
  expect((await stateOf(id)).columns).toMatchObject({
    ...{ formerCompany: "Bolt", formerTitle: "CEO", jobChangedAt: day(5).toISOString() },
  });
  await undo(["att_job_Crux"]);
  expect((await stateOf(id)).columns).toMatchObject({ companyName: "Bolt", formerCompany: "Acme" });
});
