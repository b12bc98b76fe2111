import { expect, test } from "vitest";
import { describeDuration } from "@/lib/lookups/describe-duration";

test("a time is said in the units that say enough", () => {
  const said = [-4, 0, 999.4, 1000, 2149, 9999, 10_000, 59_999, 60_000, 185_000, 3_600_000, 7_440_000, 266_400_000];
  expect(said.map(describeDuration)).toEqual([
    ...["0 ms", "0 ms", "999 ms", "1.0 s", "2.1 s", "9.9 s", "10 s", "59 s"],
    ...["1 min", "3 min 5 s", "1 h", "2 h 4 min", "3 d 2 h"],
  ]);
});
