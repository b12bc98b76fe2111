import { expect, test } from "vitest";
import { describeDelivery } from "@/lib/deliveries/describe-delivery";

test("each end says in words what happened and why", () => {
  const say = (state: Parameters<typeof describeDelivery>[0]["state"], reason: string | null = null) =>
    describeDelivery({ state, kind: "phone", reason });
  expect(say("applied")).toBe("Its numbers are on the person.");
  expect(say("applied", "kept apart until someone accepts the match")).toBe(
    "Its call is settled. Kept apart until someone accepts the match.",
  );
  expect(say("received")).toMatch(/^Stored\./);
  expect(say("quarantined", "not an object with a list of people")).toBe(
    "It could not be read: not an object with a list of people.",
  );
  expect(say("quarantined", "could not be applied: TypeError")).toBe("It could not be applied: TypeError.");
  expect(say("mismatch", "it names a person that was not asked for")).toBe(
    "It names a person that was not asked for. Nothing of it was applied.",
  );
  expect(say("dropped", "erased")).toMatch(/^The person was erased/);
});
