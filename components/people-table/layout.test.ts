import fc from "fast-check";
import { expect, test } from "vitest";
import { COLUMN_IDS, WIDTH_MAX, WIDTH_MIN } from "@/components/people-table/columns";
import { moveColumn, readColumns, readWidths, writeColumns, writeWidths } from "@/components/people-table/layout";

const someColumns = fc.uniqueArray(fc.constantFrom(...COLUMN_IDS.slice(1)));

test("columns and widths come back from the address as they were written", () => {
  fc.assert(
    fc.property(someColumns, (columns) => {
      expect(readColumns(writeColumns(columns))).toEqual(columns);
    }),
  );
  expect(readWidths(writeWidths({ title: 240, email: 300 }))).toEqual({ title: 240, email: 300 });
});

test("an address that names no column shows the usual ones, and one that names the name alone shows only that", () => {
  expect(readColumns("nonsense,")).toBeNull();
  expect(readColumns("name")).toEqual([]);
  expect(readColumns("email,nonsense,email,title")).toEqual(["email", "title"]);
});

test("a width is bounded, a usual one is not written, and what is no number is left out", () => {
  expect(readWidths("title:1,email:9999,phone:wide,nonsense:80")).toEqual({ title: WIDTH_MIN, email: WIDTH_MAX });
  expect(writeWidths({ title: 190, email: 300 })).toBe("email:300");
});

test("a column that is moved takes its place and the others keep their order", () => {
  const columns = ["title", "email", "phone"] as const;
  expect(moveColumn(columns, "phone", 0)).toEqual(["phone", "title", "email"]);
  expect(moveColumn(columns, "title", 9)).toEqual(["email", "phone", "title"]);
  expect(moveColumn(columns, "email", -1)).toEqual(["email", "title", "phone"]);
});
