import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { listActivity } from "@/lib/activity/server/list-activity";
import type { CompanyView } from "@/lib/companies/filters";
import { getCompany } from "@/lib/companies/server/get-company";
import { listCompanies } from "@/lib/companies/server/list-companies";
import { listCompanyFacets } from "@/lib/companies/server/list-company-facets";
import { db, Prisma } from "@/lib/db/client";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import { listDeliveries } from "@/lib/deliveries/server/list-deliveries";
import { listLists, listPersonLists } from "@/lib/lists/server/read-lists";
import { listLookups } from "@/lib/lookups/server/list-lookups";
import { PEOPLE_SORTS } from "@/lib/people/filter-words";
import type { PeopleView } from "@/lib/people/filters";
import { countPeople } from "@/lib/people/server/count-people";
import { exportPeople } from "@/lib/people/server/export-people";
import { listDuplicates } from "@/lib/people/server/list-duplicates";
import { listFacets } from "@/lib/people/server/list-facets";
import { listPeople } from "@/lib/people/server/list-people";
import { countSelection, selectPeople } from "@/lib/people/server/select-people";
import { writePeopleFilters } from "@/lib/people/write-filters";
import { listPersonTags } from "@/lib/tags/server/list-person-tags";
import { listTags } from "@/lib/tags/server/list-tags";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { plansOf } from "@/lib/testing/plans";
import { planWorld } from "@/scripts/seed-large/plan-world";
import { seedLargeTables } from "@/scripts/seed-large/seed-large-tables";

const { url } = useTestDatabase();

const PEOPLE = 30_000;
const LARGE = ["person", "lookup", "company", "attempt", "delivery", "person_tag", "list_person"];
/** What the longest walk of a page reads, or of a count; by no means everybody. */
const ROWS_READ_MAX = 21_500;
const SEEDED_WITHIN_MS = 240_000;

let admin: Viewer;
let rep: Viewer;

beforeAll(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  rep = await aViewer({ workspaceId });
  const client = await connectOnce(url);
  const wanted = { people: PEOPLE, lookupsEach: 2, seed: 1, workspaceId, isLiveAllowed: false };
  await seedLargeTables(client, await planWorld(client, wanted), () => undefined);
  await client.end();
}, SEEDED_WITHIN_MS);

const FILTERS: [string, () => PeopleView | Promise<PeopleView>][] = [
  ["nobody in particular", () => ({})],
  ["a word that everybody has", () => ({ q: "example" })],
  ["a given name", () => ({ q: "marisol" })],
  ["a name that few have", () => ({ q: "marisol echeverría" })],
  ["two letters", () => ({ q: "zo" })],
  ["one letter", () => ({ q: "q" })],
  ["nothing that is there", () => ({ q: "zzqqxx" })],
  ["a title", () => ({ title: "head of legal" })],
  ["a company's name", () => ({ company: "northwind robotics" })],
  ["a company", async () => ({ companyId: (await db.company.findFirstOrThrow()).id })],
  ["a country", () => ({ country: ["Japan", "Nowhere"] })],
  ["a country that nobody is in", () => ({ country: ["Nowhere"] })],
  ["seniority", () => ({ seniority: ["c_suite"] })],
  ["no address", () => ({ email: ["none", "unavailable"] })],
  ["a state of the address that none has", () => ({ email: ["bounced"] })],
  ["a number", () => ({ hasPhone: "yes" })],
  ["no number", () => ({ hasPhone: "no" })],
  ["phones that are awaited", () => ({ phones: "waiting" })],
  ["a tag that half have", () => ofTag("Newsletter")],
  ["a tag that few have", () => ofTag("Friend of the house")],
  ["a list", async () => ({ list: [(await db.list.findFirstOrThrow({ where: { name: "Call this week" } })).id] })],
  ["oneself as owner", () => ({ owner: "me" })],
  ["nobody as owner", () => ({ owner: "none" })],
  ["a week", () => ({ fresh: "week" })],
  ["longer ago", () => ({ fresh: "older" })],
  ["a new job", () => ({ jobChanged: "yes" })],
];

async function ofTag(name: string): Promise<PeopleView> {
  return { tag: [(await db.tag.findFirstOrThrow({ where: { name } })).id] };
}

describe("no table is read from end to end, and not everybody is looked at", () => {
  test.each(FILTERS)("for people, by %s", async (_, filter) => {
    const view = await filter();
    const twoPages = async (sort: PeopleView["sort"]) => {
      const { nextCursor } = await listPeople(rep, { ...view, ...(sort && { sort }) });
      if (nextCursor) await listPeople(rep, { ...view, ...(sort && { sort }), cursor: nextCursor });
    };
    await expectByIndex(() => twoPages(undefined));
    await expectByIndex(() => twoPages("title"));
    await expectByIndex(() => countPeople(rep, view));
  });

  test.each(PEOPLE_SORTS.flatMap((sort) => [sort, `-${sort}`] as const))("for people, by %s", async (sort) => {
    const { nextCursor } = await listPeople(rep, { sort });
    await expectByIndex(() => listPeople(rep, { sort, ...(nextCursor && { cursor: nextCursor }) }));
    await expectByIndex(() => listPeople(rep, { sort, q: "marisol echeverría" }));
  });

  test("for what people can be narrowed by", async () => {
    await expectByIndex(() => listFacets(rep));
  });

  test("for lookups, a rep's own and everybody's", async () => {
    for (const viewer of [rep, admin]) {
      const { nextCursor } = await listLookups(viewer, {});
      await expectByIndex(() => listLookups(viewer, { ...(nextCursor && { cursor: nextCursor }) }));
      await expectByIndex(() => listLookups(viewer, { who: "me" }));
      await expectByIndex(() => listLookups(viewer, { from: "2026-01-01", to: "2026-02-01" }));
    }
    await expectByIndex(() => listLookups(admin, { outcome: "failed" }));
    // A member's own are narrowed within the one index that holds all that filters ask of them.
    expect(await wholeTablesOf(() => listLookups(rep, { outcome: "failed" }))).toEqual([]);
  });

  const COMPANY_VIEWS: [string, CompanyView][] = [
    ["nothing", {}],
    ["a word", { q: "robotics" }],
    ["two letters", { q: "no" }],
    ["nothing that is there", { q: "zzqqxx" }],
    ["an industry", { industry: ["nothing of the kind"] }],
    ["a country", { country: ["Japan"] }],
    ["a technology", { technology: ["Nothing of the kind"] }],
    ["a size", { size: ["51-200"] }],
  ];
  test.each(COMPANY_VIEWS)("for companies, by %s", async (_, view) => {
    for (const sort of [undefined, "name", "-employees"] as const) {
      await expectByIndex(async () => {
        const { nextCursor } = await listCompanies(rep, { ...view, ...(sort && { sort }) });
        if (nextCursor) await listCompanies(rep, { ...view, ...(sort && { sort }), cursor: nextCursor });
      });
    }
  });

  test("for what companies can be narrowed by, and for one of them", async () => {
    const { id } = await db.company.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    await expectByIndex(() => listCompanyFacets(rep));
    await expectByIndex(() => getCompany(rep, id));
  });

  test("for lists and tags with their counts, and for those of one person", async () => {
    const { id } = await db.person.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    await expectByIndex(() => listLists(rep));
    await expectByIndex(() => listTags(rep));
    await expectByIndex(() => listPersonLists(rep, id));
    await expectByIndex(() => listPersonTags(rep, id));
  });

  test("for a person's activity", async () => {
    const { id } = await db.person.findFirstOrThrow({ where: { workspaceId: rep.workspaceId } });
    await expectByIndex(() => listActivity(rep, { person: id }));
  });

  test("for duplicates: where there are few, every name is read once, in the order of its index", async () => {
    expect(await wholeTablesOf(() => listDuplicates(rep, {}))).toEqual([]);
  });

  test("for deliveries, a rep's own and everybody's", async () => {
    for (const viewer of [rep, admin]) await expectByIndex(() => listDeliveries(viewer, {}));
  });
});

test("what is done to many reads each of them, by an index", async () => {
  const matching = writePeopleFilters({ country: ["Japan"] });
  const first = async (lots: AsyncGenerator) => {
    await lots.next();
    await lots.next();
    await lots.return(undefined);
  };
  const runs = [
    () => countSelection(rep, { matching, except: [] }),
    () => first(selectPeople(rep, { matching, except: [] })),
    async () => first(await exportPeople(rep, { country: ["Japan"] })),
  ];
  for (const run of runs) expect(await wholeTablesOf(run)).toEqual([]);
});

test("a page of a filter is the one that comes of comparing everybody", async () => {
  for (const [, filter] of FILTERS) {
    const view = await filter();
    const { people, nextCursor } = await listPeople(rep, { ...view, sort: "name" });
    const all = (await readAll({ ...view, sort: "name" }, 400)).map(({ id }) => id);
    expect(all.slice(0, people.length)).toEqual(people.map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
    if (!nextCursor) expect(all).toHaveLength((await countPeople(rep, view)).total ?? Number.NaN);
  }
});

test("the check itself sees a table that is read from end to end, and one whose every row is looked at by an index", async () => {
  const [whole] = await plansOf(url, () => db.$queryRaw`SELECT count(*) FROM person WHERE full_name LIKE 'A%'`);
  expect(whole?.wholeTables).toEqual(["person"]);
  const { workspaceId } = rep;
  const filtered = Prisma.sql`SELECT id FROM person WHERE workspace_id = ${workspaceId} AND headline = 'nothing'
    ORDER BY workspace_id, updated_at, id LIMIT 10`;
  const [walked] = await plansOf(url, async () => {
    const client = await connectOnce(url);
    await client.query("SET enable_seqscan = off");
    await client.query({ text: filtered.text, values: filtered.values });
    await client.end();
  });
  expect(walked?.rowsRead).toBeGreaterThan(ROWS_READ_MAX);
});

async function expectByIndex(run: () => Promise<unknown>): Promise<void> {
  const plans = await plansOf(url, run);
  expect(plans.length).toBeGreaterThan(0);
  const wrong = plans.filter(
    ({ wholeTables, rowsRead }) => wholeTables.some((table) => LARGE.includes(table)) || rowsRead > ROWS_READ_MAX,
  );
  expect(wrong).toEqual([]);
}

async function wholeTablesOf(run: () => Promise<unknown>): Promise<string[]> {
  const plans = await plansOf(url, run);
  return plans.flatMap(({ wholeTables }) => wholeTables).filter((table) => LARGE.includes(table));
}

async function readAll(view: PeopleView, max: number) {
  const people = [];
  for (let cursor: string | null | undefined; cursor !== null && people.length < max;) {
    const page = await listPeople(rep, { ...view, ...(cursor && { cursor }) });
    people.push(...page.people);
    cursor = page.nextCursor;
  }
  return people;
}
