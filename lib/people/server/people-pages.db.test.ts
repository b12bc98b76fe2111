import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { PEOPLE_SORTS } from "@/lib/people/filter-words";
import type { PeopleView } from "@/lib/people/filters";
import { listPeople } from "@/lib/people/server/list-people";
import { countSelection, selectPeople } from "@/lib/people/server/select-people";
import { aPerson } from "@/lib/people/testing/people";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const PEOPLE = 120;
const LONG = "Über-".repeat(30);
let rep: Viewer;
let stranger: Viewer;

beforeAll(async () => {
  rep = await aViewer({ workspaceId: await aWorkspace() });
  stranger = await aViewer({ workspaceId: await aWorkspace() });
  const at = (n: number) => new Date(Date.UTC(2026, 0, 1 + n));
  for (let n = 0; n < PEOPLE; n += 1)
    await aPerson(rep, {
      fullName: `${n % 2 ? "Person" : "person"} ${String(n % 40)}`,
      title: n % 3 === 0 ? null : n % 3 === 1 ? `Title ${String(n % 7)}` : `${LONG}${String(n)}`,
      companyName: n % 4 === 0 ? null : `Company ${String(n % 5)}`,
      country: n % 10 === 0 ? "Norway" : "Chile",
      ...{ createdAt: at(n % 50), updatedAt: at((n * 7) % 60), observedAt: at((n * 11) % 30) },
    });
  await aPerson(stranger);
});

test.each(PEOPLE_SORTS.flatMap((sort) => [sort, `-${sort}`] as const))(
  "sorted by %s, page after page, everybody comes once and in order",
  async (sort) => {
    const people = await readAll({ sort });
    expect(people).toHaveLength(PEOPLE);
    expect(new Set(people.map(({ id }) => id)).size).toBe(PEOPLE);
    const keys = people.map((person) => keyOf(sort.replace("-", ""), person));
    const known = keys.filter((key) => key !== null);
    expect(keys.slice(0, known.length)).toEqual(known);
    const inOrder = known.toSorted();
    expect(known).toEqual(sort.startsWith("-") ? inOrder.toReversed() : inOrder);
  },
);

test("a position of another order, a damaged one and a made-up one are refused", async () => {
  const { nextCursor } = await listPeople(rep, { sort: "name" });
  const refused = { code: "invalid_input", fields: { cursor: expect.any(String) as string } };
  const tell = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  for (const cursor of [
    nextCursor ?? "",
    "%%%",
    tell(["-title", "x", "1"]),
    tell(["-title", 5, `per_${"0".repeat(26)}`]),
    tell([]),
  ])
    await expect(listPeople(rep, { sort: "-title", cursor })).rejects.toMatchObject(refused);
  await expect(
    listPeople(rep, { sort: "created", cursor: tell(["created", "yesterday", `per_${"0".repeat(26)}`]) }),
  ).rejects.toMatchObject(refused);
});

test("ids select those of the workspace alone", async () => {
  const [theirs] = (await listPeople(stranger, {})).people;
  const ours = (await listPeople(rep, {})).people.slice(0, 3).map(({ id }) => id);
  const selection = { ids: [...ours, theirs?.id ?? "", "per_made_up"] };
  expect((await readLots(selection)).flat().toSorted()).toEqual(ours.toSorted());
  expect(await countSelection(rep, selection)).toBe(3);
  expect(await countSelection(stranger, { ids: ours })).toBe(0);
});

test("all that match but for some, in lots, whatever becomes of those that are done", async () => {
  const chileans = (await readAll({ country: ["Chile"] })).map(({ id }) => id);
  const except = chileans.slice(0, 2);
  const selection = { matching: "country=Chile&sort=-updated&cursor=of-a-page", except };
  expect(await countSelection(rep, selection)).toBe(chileans.length - 2);
  const lots = await readLots(selection, (ids) =>
    db.person.updateMany({ where: { id: { in: ids } }, data: { updatedAt: new Date() } }),
  );
  expect(lots.flat().toSorted()).toEqual(chileans.slice(2).toSorted());
});

type Selection = Parameters<typeof selectPeople>[1];

async function readLots(selection: Selection, work?: (ids: string[]) => Promise<unknown>): Promise<string[][]> {
  const lots: string[][] = [];
  for await (const lot of selectPeople(rep, selection)) {
    lots.push(lot);
    await work?.(lot);
  }
  return lots;
}

async function readAll(view: PeopleView) {
  const people = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listPeople(rep, { ...view, ...(cursor && { cursor }) });
    people.push(...page.people);
    cursor = page.nextCursor;
  }
  return people;
}

type Person = Awaited<ReturnType<typeof readAll>>[number];

/** What the order goes by and the page tells; where it does not, the order is not looked at. */
function keyOf(sort: string, person: Person): string | null {
  const texts: Record<string, string | null> = {
    updated: person.updatedAt,
    enriched: person.enrichedAt,
    created: "",
    name: person.name,
    title: person.title,
    company: person.companyName,
  };
  return texts[sort]?.toLowerCase().slice(0, 60) ?? null;
}
