import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { PeopleFilters, type PeopleView } from "@/lib/people/filters";
import { countPeople } from "@/lib/people/server/count-people";
import { listFacets } from "@/lib/people/server/list-facets";
import { listPeople } from "@/lib/people/server/list-people";
import { aList, aPerson, aTag } from "@/lib/people/testing/people";
import { writePeopleFilters } from "@/lib/people/write-filters";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const ids = { companyId: newId("company"), tag: "", other: "", own: "", shared: "" };
let rep: Viewer;
let colleague: Viewer;

beforeAll(async () => {
  const workspaceId = await aWorkspace();
  [rep, colleague] = [await aViewer({ workspaceId }), await aViewer({ workspaceId })];
  const company = { id: ids.companyId, workspaceId, apolloId: "a", name: "Borealis", technologies: [] };
  await db.company.create({ data: { ...company, observedAt: ago(1) } });
  const ada = await aPerson(rep, {
    ...{ fullName: "Ada Lovelace", title: "Head of Engines", companyName: "Analytical", country: "Korea, Republic of" },
    ...{
      seniority: "head",
      primaryEmail: "ada@analytical.example",
      emailStatus: "verified",
      primaryPhone: "+14155550123",
    },
    ...{
      phoneState: "delivered",
      ownerId: rep.userId,
      observedAt: ago(2),
      jobChangedAt: ago(10),
      formerCompany: "Zeta",
    },
  });
  const bea = await aPerson(rep, {
    ...{ fullName: "bea Borg", title: "Engineer", companyName: "Borealis", country: "Norway", seniority: "senior" },
    ...{ primaryEmail: "bea@borealis.example", emailStatus: "guessed", phoneState: "waiting", observedAt: ago(20) },
    ...{ companyId: ids.companyId, ownerId: colleague.userId, jobChangedAt: ago(100) },
  });
  const cyd = await aPerson(rep, { fullName: "Cyd 100% _x", observedAt: ago(60), phoneState: "none_found" });
  await aPerson(rep, { fullName: "Zoé Ångström", observedAt: ago(200), country: "Norway" });
  ids.tag = await aTag(rep, "VIP", [ada, cyd]);
  ids.other = await aTag(rep, "Early", [cyd]);
  ids.own = await aList(rep, { people: [ada, bea] });
  ids.shared = await aList(rep, { isShared: true, people: [cyd] });
});

const CASES: [string, () => PeopleView, string][] = [
  ["nothing", () => ({}), "Ada bea Cyd Zoé"],
  ["words that all fit", () => ({ q: "LOVE engines" }), "Ada"],
  ["beginnings of words, below three characters", () => ({ q: "bo" }), "bea"],
  ["a percent sign as itself", () => ({ q: "100%" }), "Cyd"],
  ["an underscore as itself", () => ({ q: "_x" }), "Cyd"],
  ["the title alone", () => ({ title: "engine" }), "Ada bea"],
  ["the company alone", () => ({ company: "boreal" }), "bea"],
  ["a company", () => ({ companyId: ids.companyId }), "bea"],
  ["one of several countries", () => ({ country: ["Korea, Republic of", "Norway"] }), "Ada bea Zoé"],
  ["seniority", () => ({ seniority: ["senior"] }), "bea"],
  ["an address's state", () => ({ email: ["verified"] }), "Ada"],
  ["no address, or a guessed one", () => ({ email: ["none", "guessed"] }), "bea Cyd Zoé"],
  ["a number", () => ({ hasPhone: "yes" }), "Ada"],
  ["no number", () => ({ hasPhone: "no" }), "bea Cyd Zoé"],
  ["phones that are coming", () => ({ phones: "waiting" }), "bea"],
  ["one of two tags", () => ({ tag: [ids.tag, ids.other] }), "Ada Cyd"],
  ["a list", () => ({ list: [ids.own] }), "Ada bea"],
  ["oneself as owner", () => ({ owner: "me" }), "Ada"],
  ["a colleague as owner", () => ({ owner: colleague.userId }), "bea"],
  ["nobody as owner", () => ({ owner: "none" }), "Cyd Zoé"],
  ["a week", () => ({ fresh: "week" }), "Ada"],
  ["a month", () => ({ fresh: "month" }), "Ada bea"],
  ["a quarter", () => ({ fresh: "quarter" }), "Ada bea Cyd"],
  ["longer ago", () => ({ fresh: "older" }), "Zoé"],
  ["a new job", () => ({ jobChanged: "yes" }), "Ada"],
  ["two filters at once", () => ({ tag: [ids.tag], hasPhone: "no" }), "Cyd"],
];

test.each(CASES)("narrowed to %s, by the address and back", async (_, view, expected) => {
  const again = PeopleFilters.parse(Object.fromEntries(new URLSearchParams(writePeopleFilters(view()))));
  expect(again).toEqual(view());
  expect(await namesOf(rep, { ...again, sort: "name" })).toBe(expected);
  expect(await countPeople(rep, again)).toEqual({ total: expected.split(" ").length });
});

test("somebody else's own list finds nobody, a shared one everybody in it", async () => {
  expect(await namesOf(colleague, { list: [ids.own] })).toBe("");
  expect(await namesOf(colleague, { list: [ids.own, ids.shared] })).toBe("Cyd");
  expect((await listFacets(colleague)).lists.map(({ id }) => id)).toEqual([ids.shared]);
});

test("what there is to narrow by, in order, of this workspace alone", async () => {
  const stranger = await aViewer({ workspaceId: await aWorkspace() });
  const foreign = await aTag(stranger, "Theirs", [await aPerson(stranger, { country: "Chile" })]);
  const facets = await listFacets(rep);
  expect(facets).toMatchObject({
    countries: ["Korea, Republic of", "Norway"],
    seniorities: ["head", "senior"],
    emailStatuses: ["guessed", "verified"],
    tags: [{ name: "Early" }, { name: "VIP", colour: "grey" }],
    owners: [{ id: rep.userId }, { id: colleague.userId }],
  });
  expect(facets.lists).toHaveLength(2);
  expect(await namesOf(rep, { tag: [foreign] })).toBe("");
  expect(await namesOf(stranger, { tag: [ids.tag] })).toBe("");
  expect(await namesOf(stranger, { list: [ids.shared] })).toBe("");
});

test("a row tells its tags in order, its owner, what its lookups cost as far as the viewer may see, and the job before", async () => {
  const { people } = await listPeople(rep, { q: "lovelace" });
  const [ada] = people;
  const lookup = { workspaceId: rep.workspaceId, input: {}, options: {}, label: "Ada", outcome: "matched" };
  for (const [{ userId }, creditsCharged] of [[rep, "1"] as const, [colleague, "8.50"] as const])
    await db.lookup.create({
      data: { ...lookup, id: newId("lookup"), userId, creditsCharged, personId: ada?.id ?? "" },
    });
  await db.personTag.create({ data: { workspaceId: rep.workspaceId, tagId: ids.other, personId: ada?.id ?? "" } });
  const shown = { tags: [{ name: "Early" }, { name: "VIP" }], owner: { id: rep.userId }, formerCompany: "Zeta" };
  expect((await listPeople(rep, { q: "lovelace" })).people).toMatchObject([{ ...shown, credits: "1" }]);
  const admin = await aViewer({ role: "admin", workspaceId: rep.workspaceId });
  expect((await listPeople(admin, { q: "lovelace" })).people).toMatchObject([{ ...shown, credits: "9.5" }]);
  await db.personTag.deleteMany({ where: { tagId: ids.other, personId: ada?.id ?? "" } });
});

async function namesOf(viewer: Viewer, view: PeopleView): Promise<string> {
  const { people } = await listPeople(viewer, view);
  return people.map(({ name }) => name.split(" ")[0]).join(" ");
}
