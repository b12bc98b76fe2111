import { expect, test } from "vitest";
import { localTime } from "@/components/people/local-time";

const NOON = Date.parse("2026-03-10T12:00:00Z");

test("the time is that of the person's own zone", () => {
  expect(localTime("America/New_York", NOON)).toBe("08:00");
});

test("a zone that nobody knows gives no time and no failure", () => {
  expect(localTime("Mars/Olympus", NOON)).toBe("");
});
