import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SWITCH_FLAGS } from "@/lib/sandbox/switch-flags";
import { DEFAULT_SWITCHES } from "@/lib/sandbox/switches";
import { MAGIC_LIST } from "@/lib/sandbox/world/magic-list";

const doc = readFileSync("docs/sandbox.md", "utf8");

/** The cells of each row of the table below a heading, without their marks. */
function rowsBelow(heading: string): string[][] {
  const section = doc.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replace(/^`(.*)`$/, "$1")));
}

test("docs/sandbox.md lists every switch with its flag and its default, and no other", () => {
  const told = rowsBelow("Switches").map(([name, flag, initial]) => [name, flag, initial]);
  const defaults = new Map<string, unknown>(Object.entries(DEFAULT_SWITCHES));
  expect(told).toEqual([...SWITCH_FLAGS].map(([flag, name]) => [name, `--${flag}`, String(defaults.get(name))]));
});

test("docs/sandbox.md lists every magic person with what comes, and no other", () => {
  expect(rowsBelow("Magic people")).toEqual(MAGIC_LIST.map(({ key, expect: what }) => [key, what]));
});
