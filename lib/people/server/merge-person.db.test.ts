import { beforeAll, expect, test } from "vitest";
import type { ProvidedPerson } from "@/lib/apollo/provided";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { mergeDelivered } from "@/lib/people/server/merge-delivered";
import { refreshPhoneStates } from "@/lib/people/server/refresh-phone-states";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";
import { anApolloId } from "@/lib/testing/attempts";
import { aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let workspaceId: string;

beforeAll(async () => {
  workspaceId = await aWorkspace();
});

const COMPANY = {
  ...{ apolloId: anApolloId(), name: "Acme", domain: "acme.example", websiteUrl: null, linkedinUrl: null },
  ...{ industry: "robots", employeeCount: 12, foundedYear: 1999, phone: null, city: "Oslo", state: null },
  ...{ country: "Norway", description: null, annualRevenue: "1.2B", technologies: ["PostgreSQL"] },
  ...{ totalFunding: "40M", fundingStage: "Series B", fundedAt: "2025-06-01" },
};

function person(given: Partial<ProvidedPerson> & { apolloId: string }): ProvidedPerson {
  return {
    ...{
      firstName: "Ana",
      lastName: "Silva",
      fullName: "Ana Silva",
      title: "CTO",
      headline: null,
      seniority: "c_suite",
    },
    ...{ departments: ["engineering"], email: "ana@acme.example", emailStatus: "verified", emailConfidence: null },
    ...{ personalEmails: null, linkedinUrl: "http://www.linkedin.com/in/Ana-Silva", twitterUrl: null, githubUrl: null },
    ...{ facebookUrl: null, city: "Oslo", state: null, country: "Norway", timeZone: null, employment: [] },
    ...{ company: COMPANY, phones: [], contactPhones: [], matchConfidence: null },
    ...given,
  };
}

const merge = (given: ProvidedPerson, observedAt: Date, attemptId = "att_1") =>
  inTransaction((tx) => mergeProvidedPerson(tx, { workspaceId, attemptId, person: given, observedAt }));

const read = (id: string) =>
  db.person.findUniqueOrThrow({ where: { id }, include: { emails: true, phones: true, company: true } });

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

test("a new person is stored with company, addresses and the text to search", async () => {
  const id = await merge(person({ apolloId: anApolloId(), personalEmails: ["Ana@Home.example"] }), day(1));
  const row = await read(id);
  expect(row).toMatchObject({
    ...{ fullName: "Ana Silva", linkedinSlug: "ana-silva", companyName: "Acme", companyDomain: "acme.example" },
    ...{ primaryEmail: "ana@acme.example", emailStatus: "verified", company: { name: "Acme", employeeCount: 12 } },
    search: "ana silva ana@acme.example ana@home.example acme acme.example cto",
  });
  expect(row.emails.map(({ address, kind }) => `${kind} ${address}`).sort()).toEqual([
    "personal ana@home.example",
    "work ana@acme.example",
  ]);
});

test("merged by many at once, one person is one row with everything that anyone brought", async () => {
  const apolloId = anApolloId();
  const ids = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      merge(person({ apolloId, email: `a${String(index)}@acme.example` }), day(1 + index)),
    ),
  );
  expect(new Set(ids).size).toBe(1);
  expect((await read(ids[0] ?? "")).emails).toHaveLength(12);
});

test("the newest answer wins field by field, in any order, and what it does not say stays", async () => {
  const answers = [
    { given: { title: "CTO", headline: "first" }, at: day(1) },
    { given: { title: "CEO", headline: null, city: null, country: null }, at: day(3) },
    { given: { title: "VP", headline: "second", employment: [] }, at: day(2) },
  ];
  const results = [];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2, 1, 0],
  ]) {
    const apolloId = anApolloId();
    let id = "";
    for (const index of order) {
      const answer = answers[index];
      if (answer) id = await merge(person({ apolloId, ...answer.given }), answer.at);
    }
    const { title, headline, city } = await read(id);
    results.push({ title, headline, city });
  }
  expect(new Set(results.map((result) => JSON.stringify(result)))).toEqual(
    new Set([JSON.stringify({ title: "CEO", headline: "second", city: "Oslo" })]),
  );
});

test("what a human wrote stays, whatever is answered or delivered", async () => {
  const apolloId = anApolloId();
  const id = await merge(person({ apolloId }), day(1));
  await db.person.update({ where: { id }, data: { title: "Founder", fieldDates: {} } });
  await db.personEmail.updateMany({
    where: { personId: id },
    data: { status: "bounced", source: "human", fieldDates: {} },
  });
  await merge(person({ apolloId, title: "CEO" }), day(9));
  expect(await read(id)).toMatchObject({ title: "Founder", emails: [{ status: "bounced", source: "human" }] });
});

test("text that PostgreSQL cannot hold is stored without what it cannot, numbers beyond its range not at all", async () => {
  const company = { ...COMPANY, apolloId: anApolloId(), name: "A\0cme \uD800", employeeCount: 5e9 };
  const id = await merge(person({ apolloId: anApolloId(), title: "C\0TO 😀", company }), day(1));
  expect(await read(id)).toMatchObject({ title: "CTO 😀", company: { name: "Acme \uFFFD", employeeCount: null } });
});

test("numbers delivered before the answer stand beside it, under the name that the answer gives", async () => {
  const apolloId = anApolloId();
  const phone = { number: "+12025550101", raw: null, type: "mobile", status: null, confidence: null, dncStatus: null };
  const delivered = {
    workspaceId,
    apolloId,
    emails: [],
    deliveryId: "dlv_1",
    attemptId: "att_9",
    receivedAt: day(5),
    nameAsked: "A. Silva",
  };
  const id = await inTransaction(async (tx) => {
    const personId = await mergeDelivered(tx, { ...delivered, phones: [{ ...phone, observedAt: null }] });
    await refreshPhoneStates(tx, workspaceId, [personId]);
    return personId;
  });
  expect((await read(id)).fullName).toBe("A. Silva");
  expect(await merge(person({ apolloId }), day(1))).toBe(id);
  expect(await read(id)).toMatchObject({ fullName: "Ana Silva", primaryPhone: phone.number, phoneState: "delivered" });
});

test("a company that is being merged holds up nobody else who works there", async () => {
  const given = person({ apolloId: anApolloId() });
  await merge(given, day(1));
  const { companyId } = await db.person.findFirstOrThrow({ where: { workspaceId, apolloId: given.apolloId } });
  const added = await inTransaction(async (tx) => {
    await mergeProvidedPerson(tx, { workspaceId, attemptId: "att_1", person: given, observedAt: day(2) });
    return inTransaction(async (other) => {
      await other.$executeRaw`SET LOCAL lock_timeout = '1s'`;
      return other.person.create({
        data: {
          ...{ id: newId("person"), workspaceId, apolloId: anApolloId(), fullName: "Bo", companyId },
          ...{ departments: [], employment: [], search: "", observedAt: day(2) },
        },
      });
    });
  });
  expect((await read(added.id)).company).toMatchObject({ id: companyId, name: "Acme" });
});
