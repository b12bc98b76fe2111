import { describe, expect, test } from "vitest";
import { createStatementNames } from "@/lib/db/statement-names";

const UNNAMED = "";
const often = (nameOf: ReturnType<typeof createStatementNames>, sql: string) =>
  Array.from({ length: 5 }, () => nameOf({ sql })).at(-1);

describe("a statement", () => {
  test("that comes again keeps one name of its own", () => {
    const nameOf = createStatementNames();
    const names = Array.from({ length: 4 }, () => nameOf({ sql: "SELECT 1" }));
    expect(names.slice(0, 2)).toEqual([UNNAMED, UNNAMED]);
    expect(names[2]).not.toBe(UNNAMED);
    expect(names[3]).toBe(names[2]);
    expect(often(nameOf, "SELECT 2")).not.toBe(names[2]);
  });

  test("that searches by a term has none, however often it comes", () => {
    expect(often(createStatementNames(), "SELECT id FROM person WHERE search ILIKE $1")).toBe(UNNAMED);
  });

  test("beyond the bound has none, and those before keep theirs", () => {
    const nameOf = createStatementNames({ namesMax: 1 });
    const first = often(nameOf, "SELECT 1");
    expect(often(nameOf, "SELECT 2")).toBe(UNNAMED);
    expect(often(nameOf, "SELECT 1")).toBe(first);
  });

  test("that never comes again is forgotten", () => {
    const nameOf = createStatementNames({ candidatesMax: 2 });
    for (const sql of ["a", "a", "b", "c"]) nameOf({ sql });
    expect(nameOf({ sql: "a" })).toBe(UNNAMED);
  });
});
