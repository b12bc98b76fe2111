import { expect, test } from "vitest";
import { steadyRows, type Steady } from "@/components/people-table/steady-rows";

type Row = { id: string; word: string };
const NOTHING: Steady<Row> = { view: "", pages: [], rows: [] };
const page = (ids: string, word = "") => ({ people: Array.from(ids, (id) => ({ id, word })) });
const text = ({ rows }: Steady<Row>) => rows.map(({ id, word }) => id + word).join(" ");

test("the next page follows what is shown, and a row that comes twice stays where it was first", () => {
  const first = page("abc");
  const one = steadyRows(NOTHING, "v", [first]);
  expect(text(steadyRows(one, "v", [first, page("cde")]))).toBe("a b c d e");
});

test("a row that changed is shown changed, in its place", () => {
  const [first, second] = [page("ab"), page("cd")];
  const shown = steadyRows(NOTHING, "v", [first, second]);
  expect(text(steadyRows(shown, "v", [first, page("cd", "!")]))).toBe("a b c! d!");
});

test("rows that moved, came or went leave the others where they were", () => {
  const shown = steadyRows(NOTHING, "v", [page("abcd")]);
  expect(text(steadyRows(shown, "v", [page("dxab")]))).toBe("a b d x");
});

test("another view starts anew, in its own order", () => {
  const shown = steadyRows(NOTHING, "v", [page("abc")]);
  expect(text(steadyRows(shown, "w", [page("cba")]))).toBe("c b a");
});

test("the same pages are the same rows: nothing is drawn again", () => {
  const pages = [page("ab")];
  const shown = steadyRows(NOTHING, "v", pages);
  expect(steadyRows(shown, "v", [...pages])).toBe(shown);
});
