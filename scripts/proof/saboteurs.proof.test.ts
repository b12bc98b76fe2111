import { findEach } from "@/scripts/proof/find-saboteur";

/** The quick ones; the others are in slow.saboteurs.test.ts. */
findEach([
  ["storm", "check-then-insert", /identical lookups: \d+ paid calls/, "0"],
  ["sweep", "settle-in-two-commits", /a lookup does not say what its attempt says/, "60"],
  ["sweep", "mark-then-apply", /apply, call \d+ .*: a phone is still waited for/, "12"],
  ["orders", "last-word-wins", /[1-9]\d* ended otherwise than the model/, "60"],
]);
