import { describe, expect, it } from "vitest";
import { checkPromises, checkProofs, readPromises, readProofs } from "@/lib/architecture/proofs";

const FILES = [
  {
    path: "lib/people/merge.db.test.ts",
    text: [
      'test("nobody is lost", () => undefined);',
      'describe("numbers", () => { it.each([1])("of %s are kept", () => undefined); });',
      'test.each<[string, number]>([["a", 1]])("typed %s", () => undefined);',
      "for (const how of HOWS) test(`when it is ${how}, too`, () => undefined);",
      'const notOne = "a text that is no test";',
    ].join("\n"),
  },
  { path: "e2e/people.spec.ts", text: 'test("the page shows it", () => undefined);' },
  { path: "lib/a/same.test.ts", text: 'test("here", () => undefined);' },
  { path: "lib/b/same.test.ts", text: 'test("there", () => undefined);' },
];

const page = (shown: string) => `## People\n\n| situation | shown by |\n| --- | --- |\n| two at once | ${shown} |\n`;
const check = (shown: string) => checkProofs(readProofs(page(shown)), FILES);

describe("a row of the proofs", () => {
  it.each([
    ["a test by its name", '`merge.db.test.ts` "nobody is lost"'],
    [
      "several tests of several files",
      '`merge.db.test.ts` "nobody is lost", "of …"<br>`e2e/people.spec.ts` "the page shows it"',
    ],
    ["a test of many values", '`merge.db.test.ts` "of %s are kept", "typed …"'],
    ["a test whose name is put together", '`merge.db.test.ts` "when it is …, too"'],
    ["one of two files of a name by its path", '`lib/b/same.test.ts` "there"'],
    ["that it belongs to a later version", "○ exports"],
  ])("may name %s", (_what, shown) => {
    expect(check(shown)).toEqual([]);
  });

  it.each([
    ["nothing", ""],
    ["words only", "we tried it"],
    ["a file that does not exist", '`gone.db.test.ts` "nobody is lost"'],
    ["a file alone", "`merge.db.test.ts`"],
    ["a test that was renamed", '`merge.db.test.ts` "somebody is lost"'],
    ["a name of which everything is left out", '`merge.db.test.ts` "…"'],
    ["a part of a name as if it were all", '`merge.db.test.ts` "nobody"'],
    ["a text that is no test", '`merge.db.test.ts` "a text that is no test"'],
    ["a group of tests as if it were one", '`merge.db.test.ts` "numbers"'],
    ["a test of another file", '`merge.db.test.ts` "nobody is lost", "the page shows it"'],
    ["a name that two files have", '`same.test.ts` "here"'],
  ])("that names %s is refused", (_what, shown) => {
    expect(check(shown)).toHaveLength(1);
  });
});

describe("a promise", () => {
  const promised = `## People\n\n| situation | what happens |\n| --- | --- |\n| two at once | one row |\n| never | none |\n
## Words\n\n| word | meaning |\n| --- | --- |\n| row | a line |\n`;

  it("without a row of the proofs is refused; tables under other headings are none", () => {
    const promises = readPromises(promised, new Set(["People"]));
    expect(promises.map(({ situation }) => situation)).toEqual(["two at once", "never"]);
    expect(checkPromises(promises, readProofs(page("○ later")))).toEqual(["never: not in the proofs"]);
  });
});
