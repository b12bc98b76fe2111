import { expect, test } from "vitest";
import { sinceWords } from "@/components/arrivals/since-words";

const NOW = Date.UTC(2026, 10, 26, 9, 0);

test("an absence is told from the time one would name", () => {
  const said = (iso: string) => sinceWords(new Date(iso), NOW, "UTC");
  expect(said("2026-11-26T07:05:00Z")).toBe("07:05");
  expect(said("2026-11-25T18:02:00Z")).toBe("yesterday 18:02");
  expect(said("2026-11-23T18:02:00Z")).toBe("Monday 18:02");
  expect(said("2026-11-12T18:02:00Z")).toBe("12 Nov 18:02");
});

test("what is yesterday is a matter of where one is", () => {
  expect(sinceWords(new Date("2026-11-25T23:30:00Z"), NOW, "Europe/Berlin")).toBe("00:30");
});
