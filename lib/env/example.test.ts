import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseStartEnvironment, VARIABLES } from "@/lib/env/environment";

const lines = readFileSync(".env.example", "utf8").split("\n");
const settings = lines.flatMap((line) => {
  const [, name, value] = /^#([A-Z_]+)=(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [{ name, value: value ?? "" }];
});

test(".env.example names every variable, in the order of the code, and no other", () => {
  expect(settings.map(({ name }) => name)).toEqual([...VARIABLES]);
});

test("it sets nothing: copied as it is, it changes nothing", () => {
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
});

test("the defaults that it shows are those of the code", () => {
  const shown = Object.fromEntries(settings.map(({ name, value }) => [name, value]));
  const { DATABASE_URL, ...defaults } = shown;
  expect(parseStartEnvironment(defaults)).toEqual(parseStartEnvironment({}));
  expect(parseStartEnvironment({ DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
});
