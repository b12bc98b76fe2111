import { expect, test } from "vitest";
import { MIGRATIONS_FOLDER } from "@/lib/db/migrate/migrate-database";
import { readMigrations } from "@/lib/db/migrate/read-migrations";

test("no two migrations have the same time, so that their order is plain", () => {
  const times = readMigrations(MIGRATIONS_FOLDER).map(({ name }) => /^(\d{14})_[a-z0-9_]+$/.exec(name)?.[1]);
  expect(times).not.toContain(undefined);
  expect(new Set(times).size).toBe(times.length);
});
