import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import { allOf } from "@/lib/people/server/people-conditions";
import { foundByIndex, holds } from "@/lib/people/server/search-text";
import { aPerson } from "@/lib/people/testing/people";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const PEOPLE = [
  "Ada Lovelace",
  "Océane Quéré",
  "Bo O'Hara-Osborn",
  "Osip 100% _x",
  "Jos\\e Over",
  "Ängström Zoé",
  "김 민준",
];
const SEARCHES: [words: string[], found: string[]][] = [
  [["lovel"], ["Ada Lovelace"]],
  [["love", "ada"], ["Ada Lovelace"]],
  [["love", "bo"], []],
  [["océane"], ["Océane Quéré"]],
  [["quéré", "ane"], ["Océane Quéré"]],
  [["os"], ["Osip 100% _x"]],
  [["o'"], ["Bo O'Hara-Osborn"]],
  [["hara-os"], ["Bo O'Hara-Osborn"]],
  [["100%", "_x"], ["Osip 100% _x"]],
  [["jos\\e"], ["Jos\\e Over"]],
  [["zo", "äng"], ["Ängström Zoé"]],
  [["민준"], ["김 민준"]],
  [["lovely"], []],
  [["zzz"], []],
];

let viewer: Viewer;
beforeAll(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
  for (const fullName of PEOPLE) await aPerson(viewer, { fullName });
});

test.each(SEARCHES)("who has %j is found by the index as by looking at each", async (words, found) => {
  const each = words.map((word) => holds(Prisma.sql`p.search`, word));
  expect(await namesOf(await foundByIndex(viewer, words))).toEqual(found);
  expect(await namesOf(each)).toEqual(found);
});

test("no words are no condition", async () => {
  expect(await foundByIndex(viewer, [])).toEqual([]);
});

async function namesOf(conditions: Prisma.Sql[]): Promise<string[]> {
  const rows = await readRows<{ name: string }>(Prisma.sql`
    SELECT p.full_name AS name FROM person p WHERE p.workspace_id = ${viewer.workspaceId} AND ${allOf(conditions)}`);
  return rows.map(({ name }) => name);
}
