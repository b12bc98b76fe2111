import { expect, test } from "vitest";
import { newId } from "@/lib/ids/ids";
import { personOf } from "@/scripts/seed-large/seeded-person";
import { ledgerRows, lookupRows } from "@/scripts/seed-large/spending-tables";
import { personRows } from "@/scripts/seed-large/tables";
import type { World } from "@/scripts/seed-large/world";

const WORLD: World = {
  ...{ workspaceId: "wks_1", people: 500, lookupsEach: 2, seed: 7, userIds: ["usr_1", "usr_2"] },
  ...{ from: new Date("2025-01-01"), until: new Date("2026-01-01") },
};

test("one seed makes the same people, another one others, none twice", () => {
  expect(personOf(WORLD, 42)).toEqual(personOf({ ...WORLD }, 42));
  expect(personOf({ ...WORLD, seed: 8 }, 42).id).not.toBe(personOf(WORLD, 42).id);
  const ids = [...personRows(WORLD).rows].map(([id]) => id);
  expect(new Set(ids).size).toBe(WORLD.people);
});

test("ids are of the product's shape and sort by age", () => {
  const ids = Array.from({ length: 100 }, (_, number) => personOf(WORLD, number).id);
  expect(ids.every((id) => /^per_[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(newId("person", WORLD.from.getTime()).slice(0, 14)).toBe(ids[0]?.slice(0, 14));
});

test("the books balance: what was held is charged or released, and lookups were charged what the ledger says", () => {
  const sums = { hold: 0, charge: 0, release: 0 };
  for (const [, , , , kind, , credits] of ledgerRows(WORLD).rows) sums[kind as keyof typeof sums] += Number(credits);
  expect(sums.hold).toBe(sums.charge + sums.release);
  const { columns, rows } = lookupRows(WORLD);
  const place = columns.indexOf("credits_charged");
  expect([...rows].reduce((sum, row) => sum + Number(row[place]), 0)).toBe(sums.charge);
});
