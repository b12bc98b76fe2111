import { expect, test } from "vitest";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import { ERRORS } from "@/lib/errors/errors";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

test("a statement that takes too long ends within 4 s with a sentence on what to do, and the next one is answered", async () => {
  const refused = { code: "too_broad", status: 422, say: ERRORS.too_broad.say };
  await expect(readRows(Prisma.sql`SELECT pg_sleep(20)`)).rejects.toMatchObject(refused);
  expect(ERRORS.too_broad.say).toContain("Narrow your search");
  expect(await readRows(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

test("plans walk indexes, whatever the statistics say", async () => {
  const [set] = await readRows<{ seq: string; jit: string }>(
    Prisma.sql`SELECT current_setting('enable_seqscan') AS seq, current_setting('jit') AS jit`,
  );
  expect(set).toEqual({ seq: "off", jit: "off" });
});
