import { Search } from "lucide-react";
import { expect, test } from "vitest";
import { findCommands, type PaletteCommand } from "@/components/palette/command";
import { listPages } from "@/components/palette/page-commands";
import { personInFront } from "@/components/palette/person-in-front";
import { readPersonLine } from "@/components/palette/read-clipboard";

const aCommand = (label: string, keywords = ""): PaletteCommand => ({
  ...{ id: label, label, keywords, icon: Search },
  run: () => undefined,
});
const labelsFor = (typed: string, commands: readonly PaletteCommand[]) =>
  findCommands(commands, typed).map(({ label }) => label);

test("a label that begins with what was typed comes first, then words in it, then other names for it", () => {
  const commands = [aCommand("Open tabs", "tag"), aCommand("Sign out"), aCommand("Untag"), aCommand("Tag")];
  expect(labelsFor("TAG ", commands)).toEqual(["Tag", "Untag", "Open tabs"]);
  expect(labelsFor("out sig", commands)).toEqual(["Sign out"]);
  expect(labelsFor("", commands)).toHaveLength(4);
  expect(labelsFor("nothing", commands)).toEqual([]);
});

test("the palette leads to the pages that the rail leads to, and no further", () => {
  const hrefs = (role: "admin" | "rep" | "reviewer") => listPages({ kind: "live", role }).map(({ href }) => href);
  expect(hrefs("admin")).toContain("/settings/privacy/retention");
  for (const role of ["rep", "reviewer"] as const)
    expect(hrefs(role).filter((href) => href.startsWith("/settings") && href !== "/settings/audit")).toEqual([]);
  expect(hrefs("reviewer")).not.toContain("/tasks");
});

test.each([
  ["ada@acme.example", true],
  [" https://www.linkedin.com/in/ada ", true],
  ["Ada Lovelace @ Acme", true],
  ["Ada Lovelace", true],
  ["5f4dcc3b5aa765d61d8327deb882cf99", true],
  ["", false],
  ["Dear Ada,\nI write to you", false],
  ["this is a sentence of many words that names nobody", false],
  ["1,234.50", false],
  ["const x = 1", false],
  ["x".repeat(301), false],
])("%j on the clipboard names a person: %s", (text, isPerson) => {
  expect(readPersonLine(text) !== null).toBe(isPerson);
});

test("the person in front is the page's own, or whoever stands beside the table", () => {
  expect(personInFront("http://x/people/per_0123")).toBe("per_0123");
  expect(personInFront("http://x/people?q=a&person=per_9")).toBe("per_9");
  for (const path of ["/people", "/people/duplicates", "/history/lkp_1?person=per_9"])
    expect(personInFront(`http://x${path}`)).toBeNull();
});
