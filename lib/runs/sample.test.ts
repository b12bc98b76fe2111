import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { splitSample } from "@/lib/runs/intake/split-sample";
import { findMissing, matchColumns } from "@/lib/runs/mapping";
import { readRow } from "@/lib/runs/read-row";
import { findPerson } from "@/lib/sandbox/world/find-person";

test("the sample to download is understood, names people of the practice world, and shows a duplicate and a bad row", async () => {
  const [header = [], ...rows] = splitSample(readFileSync("public/sample-people.csv", "utf8"), ",");
  const mapping = matchColumns(header, rows);
  expect(findMissing(mapping)).toBeNull();
  const read = rows.map((cells) => readRow(cells, mapping));
  expect(read.map(({ identity }) => identity !== null)).toEqual([...Array<boolean>(11).fill(true), false]);
  const known = read.flatMap((row) => (row.identity ? [row] : []));
  expect(new Set(known.map(({ key }) => key)).size).toBe(10);
  for (const { identity } of known) {
    const { companyDomain: domain, companyName: organizationName, ...named } = identity;
    const found = await findPerson({ ...named, domain, organizationName });
    expect(found?.person.last).toBe(identity.lastName);
  }
});
