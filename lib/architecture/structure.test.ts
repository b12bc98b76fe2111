import { describe, expect, it } from "vitest";
import {
  checkActions,
  checkOpenedKeys,
  checkOrigin,
  checkPages,
  checkRooms,
  checkServerOnly,
  checkTopLevel,
} from "@/lib/architecture/structure";

/** One planted file, and what the check must say of it. */
const plant = (path: string, text: string) => [{ path, text }];

const ACTION = `"use server";
import { action } from "@/lib/action/action";
export type Asked = string;
export const requestLookupAction = action({ name: "lookups.request", input, run: () => null });
`;

describe("the top level", () => {
  it("is bound: a new folder or loose file there is refused, dot-files and what tools make are not", () => {
    expect(checkTopLevel(["app", "lib", ".config", "node_modules", "proxy.ts"])).toEqual([]);
    expect(checkTopLevel(["src", "utils.ts"])).toHaveLength(2);
  });

  it("of lib holds known rooms and no loose file", () => {
    expect(checkRooms([...plant("lib/people/person.ts", ""), ...plant("lib/versions.test.ts", "")])).toEqual([]);
    expect(checkRooms([...plant("lib/stuff/a.ts", ""), ...plant("lib/stuff/b.ts", "")])).toHaveLength(1);
    expect(checkRooms(plant("lib/cn.ts", ""))).toHaveLength(1);
  });
});

describe("a server action", () => {
  it("made by action, in its domain's actions file, passes", () => {
    expect(checkActions(plant("lib/lookups/actions.ts", ACTION))).toEqual([]);
  });

  it.each([
    ["a directive elsewhere", "lib/lookups/server/request-lookup.ts", ACTION],
    ["a directive inside a function", "app/page.tsx", 'export const F = () => { "use server"; return 1; };'],
    ["no directive", "lib/lookups/actions.ts", ACTION.replace('"use server";\n', "")],
    ["a bare async function", "lib/lookups/actions.ts", `${ACTION}export async function openAction() {}`],
    ["a bare arrow function", "lib/lookups/actions.ts", `${ACTION}export const openAction = async () => 1;`],
    ["another maker", "lib/lookups/actions.ts", `${ACTION}export const openAction = unguarded({});`],
    ["another name", "lib/lookups/actions.ts", `${ACTION}export const open = action({});`],
    ["a re-export", "lib/lookups/actions.ts", `${ACTION}export { open } from "./open";`],
    ["a default", "lib/lookups/actions.ts", `${ACTION}export default action({});`],
    ["a let", "lib/lookups/actions.ts", `${ACTION}export let openAction = action({});`],
    [
      "a use case in place",
      "lib/lookups/actions.ts",
      `${ACTION}export const openAction = action({${"\n".repeat(12)}});`,
    ],
  ])("with %s is refused", (_, path, text) => {
    expect(checkActions(plant(path, text))).toHaveLength(1);
  });
});

describe("a file of the server", () => {
  it("says so in its first statement", () => {
    const path = "lib/people/server/get-person.ts";
    expect(checkServerOnly(plant(path, '// Why.\nimport "server-only";\nexport const a = 1;'))).toEqual([]);
    expect(checkServerOnly(plant(path, 'import { z } from "zod";\nimport "server-only";'))).toHaveLength(1);
    expect(checkServerOnly(plant(path, ""))).toHaveLength(1);
    expect(checkServerOnly(plant("lib/people/person.ts", ""))).toEqual([]);
  });
});

describe("an opened key", () => {
  it("goes to the provider's client, and nowhere else", () => {
    const path = "lib/lookups/server/a.ts";
    expect(checkOpenedKeys(plant(path, "const client = apolloFor(kind, openApiKey(row), 100);"))).toEqual([]);
    expect(checkOpenedKeys(plant(path, "const key = openApiKey(row);\napolloFor(kind, key);"))).toHaveLength(1);
    expect(checkOpenedKeys(plant(path, "log.info(openApiKey(row));"))).toHaveLength(1);
  });
});

describe("the words of the project", () => {
  it("hold no path of one machine and no tool's signature", () => {
    const machine = ["", "home", "someone", "perihelion"].join("/");
    expect(checkOrigin(plant("docs/a.md", `Look at ${machine}.`))).toHaveLength(1);
    expect(checkOrigin(plant("lib/a.ts", ["// Generated", "with a tool"].join("\nGenerated ")))).toHaveLength(1);
    expect(checkOrigin(plant("lib/a.ts", 'fetch("https://example.com/home/page"); // lib/home/'))).toEqual([]);
  });

  it("name only pages that exist", () => {
    const pages = new Set(["README.md", "docs/architecture.md", "docs/adr/0001-tools.md"]);
    expect(checkPages(plant("lib/a.ts", "// docs/architecture.md §5"), pages)).toEqual([]);
    expect(checkPages(plant("docs/architecture.md", "[why](adr/0001-tools.md), [home](../README.md)"), pages)).toEqual(
      [],
    );
    expect(checkPages(plant("lib/a.ts", "// see notes.md"), pages)).toHaveLength(1);
    expect(checkPages(plant("docs/architecture.md", "[x](../other/README.md)"), pages)).toHaveLength(1);
  });
});
