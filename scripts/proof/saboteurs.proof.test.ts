import { expect, test } from "vitest";
import type { PartName } from "@/scripts/proof/parts";
import { prove } from "@/scripts/proof/prove";
import type { SaboteurName } from "@/scripts/proof/saboteurs";

/** Tests of the tests: each broken build must be found out. */
test.each<[PartName, SaboteurName, RegExp, string]>([
  ["storm", "check-then-update", /overspent: \d+ sent|more than its limit/, "2"],
  ["storm", "check-then-insert", /identical lookups: \d+ paid calls/, "0"],
  ["unknown", "retry-on-time-out", /[1-9]\d* paid repeats/, "5"],
  ["bill", "charge-any-reveal", /bill of \S+ against its ledger/, "100"],
  ["lostwebhooks", "rounded-request-id", /recovered \d of 20/, "20"],
  ["sweep", "retry-on-time-out", /2 calls of 1 attempts/, "60"],
  ["sweep", "settle-in-two-commits", /a lookup does not say what its attempt says/, "60"],
  ["sweep", "mark-then-apply", /apply, call \d+ .*: a phone is still waited for/, "12"],
  ["orders", "last-word-wins", /[1-9]\d* ended otherwise than the model/, "60"],
  ["kill", "acknowledge-before-insert", /[1-9]\d* lost/, "5"],
])("%s sees the build that does %s", async (part, saboteur, what, trials) => {
  const { status, said } = await prove(part, "--saboteur", saboteur, "--trials", trials);
  expect(said).toMatch(what);
  expect(said).toMatch(/BROKEN/);
  expect(status).toBe(1);
});
