import { expect, test } from "vitest";
import { toMeters } from "@/lib/api-keys/server/rate-meters";

const NOW = new Date("2026-11-27T10:00:00Z");
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const row = (window: string, used: number, seenAgoS: number, endpoint = "people/match") => ({
  ...{ endpoint, window, callLimit: 1000, used, seenSince: ago(seenAgoS) },
});

test("a window is over its length after its first answer at the latest, and is empty then", () => {
  const [minute, hour] = toMeters([row("hour", 7, 600), row("minute", 7, 61)], NOW);
  expect(minute).toMatchObject({ window: "minute", used: 0, resetsBy: null });
  expect(hour).toMatchObject({ window: "hour", used: 7, resetsBy: "2026-11-27T10:50:00.000Z" });
});

test("a window of which nothing is used has not opened and resets never", () => {
  expect(toMeters([row("day", 0, 10)], NOW)).toEqual([
    { endpoint: "people/match", window: "day", limit: 1000, used: 0, resetsBy: null },
  ]);
});

test("lookups come first, and what nobody asks for here is left out", () => {
  const rows = [row("minute", 1, 1, "users/api_profile"), row("minute", 1, 1), row("minute", 1, 1, "contacts/search")];
  expect(toMeters(rows, NOW).map(({ endpoint }) => endpoint)).toEqual(["people/match", "users/api_profile"]);
});
