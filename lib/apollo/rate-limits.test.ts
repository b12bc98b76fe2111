import { expect, test } from "vitest";
import { readRateLimits } from "@/lib/apollo/rate-limits";

test("all three windows are read", () => {
  const headers = new Headers({
    "x-rate-limit-minute": "200",
    "x-minute-usage": "1",
    "x-minute-requests-left": "199",
    "x-rate-limit-hourly": "400",
    "x-hourly-usage": "2",
    "x-hourly-requests-left": "398",
    "X-Rate-Limit-24-Hour": "2000",
    "X-24-Hour-Usage": "3",
    "X-24-Hour-Requests-Left": "1997",
  });
  expect(readRateLimits(headers)).toEqual({
    minute: { limit: 200, used: 1, left: 199 },
    hour: { limit: 400, used: 2, left: 398 },
    day: { limit: 2000, used: 3, left: 1997 },
  });
});

test("an empty limit is an unlimited window, not a limit of 0", () => {
  const headers = new Headers({ "x-rate-limit-hourly": "", "x-rate-limit-minute": "1000", "x-minute-usage": "0" });
  expect(readRateLimits(headers)).toEqual({ minute: { limit: 1000, used: 0, left: 1000 }, hour: null, day: null });
});

test("a limit of which nothing more is said, or that is no number, tells nothing", () => {
  const headers = new Headers({ "x-rate-limit-minute": "200", "x-rate-limit-hourly": "many", "x-hourly-usage": "1" });
  expect(readRateLimits(headers)).toEqual({ minute: null, hour: null, day: null });
});

test("what is left is what the limit leaves, and never below 0", () => {
  const headers = new Headers({ "x-rate-limit-minute": "50", "x-minute-usage": "60" });
  expect(readRateLimits(headers).minute).toEqual({ limit: 50, used: 60, left: 0 });
});
