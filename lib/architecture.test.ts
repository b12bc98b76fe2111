import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkBrowserBundle } from "@/lib/architecture/browser-bundle";
import { checkPromises, checkProofs, readPromises, readProofs } from "@/lib/architecture/proofs";
import { ROOT, readSourceTree } from "@/lib/architecture/source-tree";
import {
  checkActions,
  checkOpenedKeys,
  checkOrigin,
  checkPages,
  checkRooms,
  checkServerOnly,
  checkTopLevel,
} from "@/lib/architecture/structure";

/**
 * What the import graph and the linter cannot see, asked of the project itself. That each of these checks finds what it
 * looks for is shown in lib/architecture/structure.test.ts, browser-bundle.test.ts and proofs.test.ts; the graph's rules in dependencies.test.ts, the linter's in
 * lint.test.ts.
 */
const code = readSourceTree([".ts", ".tsx"]);
const words = readSourceTree([".ts", ".tsx", ".mjs", ".cjs", ".md", ".css", ".json", ".prisma", ".sql"]);
/** The pages of docs/guarantees.md whose rows are promises. */
const PROMISED = new Set(["The webhook", "Spending", "People and access", "The machine"]);

it("the tree is read", () => {
  expect(code.length).toBeGreaterThan(50);
});

it("nothing lies at the top level but what belongs there", () => {
  expect(checkTopLevel(readdirSync(ROOT))).toEqual([]);
});

it("lib is made of known rooms", () => {
  expect(checkRooms(code)).toEqual([]);
});

it("every server action asks who calls", () => {
  expect(checkActions(code)).toEqual([]);
});

it("code of the server cannot reach the browser's bundle", () => {
  expect(checkServerOnly(code)).toEqual([]);
});

it("an opened key goes to the provider's client and nowhere else", () => {
  expect(checkOpenedKeys(code)).toEqual([]);
});

it("what the browser loads does without the packages that are too heavy for it", () => {
  expect(checkBrowserBundle(code)).toEqual([]);
});

it("the words hold no path of one machine and no tool's signature", () => {
  expect(checkOrigin(words.filter(({ path }) => path !== "package-lock.json"))).toEqual([]);
});

it("every page that is named exists", () => {
  const pages = new Set(readSourceTree([".md"]).map(({ path }) => path));
  const own = words.filter(({ path }) => path !== "lib/architecture/structure.test.ts");
  expect(checkPages(own, pages)).toEqual([]);
});

describe("docs/proofs.md", () => {
  const pageOf = (path: string) => words.find((file) => file.path === path)?.text ?? "";
  const rows = readProofs(pageOf("docs/proofs.md"));

  it("names tests that exist", () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(checkProofs(rows, code)).toEqual([]);
  });

  it("has every row that docs/guarantees.md promises", () => {
    const promises = readPromises(pageOf("docs/guarantees.md"), PROMISED);
    expect(promises.length).toBeGreaterThan(50);
    expect(checkPromises(promises, rows)).toEqual([]);
  });
});
