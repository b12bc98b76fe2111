import { expect, test } from "vitest";
import { announceState, describeStop, describeTimeLeft } from "@/components/runs/run-words";
import { STOP_REASONS } from "@/lib/runs/schema";

const RUN = {
  ...{ state: "stopped" as const, stopReason: null, rowLimit: 10, creditCeiling: "500", failuresMax: 20 },
  who: { id: "usr_1", name: "Rita Rep" },
};

test.each(STOP_REASONS)("%s is said in a sentence, with what to do", (stopReason) => {
  const said = describeStop({ ...RUN, stopReason });
  expect(said?.title.length).toBeGreaterThan(5);
  expect(said?.next).toMatch(/^[A-Z].*\.$/);
});

test("a run that goes on has no reason to stand still, whatever it once had", () => {
  expect(describeStop({ ...RUN, state: "running", stopReason: "first_rows" })).toBeNull();
  expect(announceState({ ...RUN, state: "running" })).toBe("This run: Running");
  expect(describeStop({ ...RUN, state: "paused", stopReason: "by_hand" })?.next).toContain("Resume");
});

test("the time left is said as roughly as it is known", () => {
  expect([20, 100, 3600, 4000].map(describeTimeLeft)).toEqual([
    ...["less than a minute", "about 2 min", "about 1 h", "about 1 h 7 min"],
  ]);
});
