import { expect, test } from "vitest";
import { describeUsualWait } from "@/components/people/describe-usual-wait";

test("where the webhook cannot be reached, the wait says that the number is fetched", () => {
  const wait = { medianS: 40, p90S: 120 };
  expect(describeUsualWait(wait, { arrivesBy: "poll" })).toMatch(/^Fetched by poll, usually 40 s/);
  expect(describeUsualWait(wait, { arrivesBy: "webhook" })).toMatch(/^On the way, usually 40 s/);
});

test.each([
  [{ medianS: 0, p90S: 6 }, "usually 1 s, nine in ten within 6 s"],
  [{ medianS: 89, p90S: 91 }, "usually 89 s, nine in ten within 2 min"],
  [{ medianS: 540, p90S: 7200 }, "usually 9 min, nine in ten within 2 h"],
])("a wait of %j is said in the unit a person would use", (wait, words) => {
  expect(describeUsualWait(wait)).toContain(words);
});
