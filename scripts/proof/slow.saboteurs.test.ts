import { findEach } from "@/scripts/proof/find-saboteur";

/** Those that take long: `npm run proof:saboteurs` finds them and the quick ones. */
findEach([
  ["storm", "check-then-update", /overspent: \d+ sent|more than its limit/, "2"],
  ["unknown", "retry-on-time-out", /[1-9]\d* paid repeats/, "5"],
  ["bill", "charge-any-reveal", /bill of \S+ against its ledger/, "100"],
  ["lostwebhooks", "rounded-request-id", /recovered \d of 20/, "20"],
  ["sweep", "retry-on-time-out", /2 calls of 1 attempts/, "60"],
  ["runs", "claim-then-mark", /row \d+ was charged \d times/, "200"],
  ["runs", "crashed-rows-again", /row \d+ was paid 2 times at the provider/, "200"],
  ["kill", "acknowledge-before-insert", /[1-9]\d* lost/, "5"],
]);
