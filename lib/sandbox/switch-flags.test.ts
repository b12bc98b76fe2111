import { expect, it } from "vitest";
import { readSwitchFlags } from "@/lib/sandbox/switch-flags";

it("start flags name the switches in kebab case and keep their types", () => {
  expect(
    readSwitchFlags({ "delay-ms": "100", drop: "0.25", split: "true", billing: "acceptance", "no-match": "null" }),
  ).toEqual({
    delayMs: 100,
    drop: 0.25,
    split: true,
    billing: "acceptance",
    noMatch: "null",
  });
  expect(readSwitchFlags({ "delay-ms": "null" })).toEqual({ delayMs: null });
  expect(readSwitchFlags({})).toEqual({});
});

it("a wrong value is refused with the flag's name", () => {
  expect(() => readSwitchFlags({ drop: "2" })).toThrow(/^--drop has a wrong value/);
  expect(() => readSwitchFlags({ billing: "never" })).toThrow(/^--billing/);
});
