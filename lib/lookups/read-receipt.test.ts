import { expect, test } from "vitest";
import type { LedgerEntryDto } from "@/lib/lookups/schema";
import { readReceipt } from "@/lib/lookups/read-receipt";

const entry = (kind: LedgerEntryDto["kind"], credits: string, reason: string): LedgerEntryDto => ({
  ...{ kind, credits, reason },
  part: "lookup",
  createdAt: "2026-01-01T00:00:00Z",
});
const HOLD = entry("hold", "9", "the most this can cost");
const PROFILE = entry("charge", "1", "a person was found");
const paid = { answeredFrom: "provider", creditsHeld: "0", creditsSaved: "0" } as const;
const read = (lookup: Parameters<typeof readReceipt>[0]) =>
  readReceipt(lookup).map(
    ({ words, reason, credits, isSpent }) => `${words} ${credits} ${reason}${isSpent ? "" : " -"}`,
  );

test("as many lines stand while a phone is awaited as when it has come or failed to come", () => {
  const waiting = read({ ...paid, ledger: [HOLD, PROFILE], creditsHeld: "8.0000" });
  const arrived = read({ ...paid, ledger: [HOLD, PROFILE, entry("charge", "8", "a mobile came")] });
  const none = read({ ...paid, ledger: [HOLD, PROFILE, entry("release", "8", "no mobile came")] });
  expect(waiting).toEqual(["Charged 1 a person was found", "Held 8 for what may still come -"]);
  expect(arrived).toEqual(["Charged 1 a person was found", "Charged 8 a mobile came"]);
  expect(none).toEqual(["Charged 1 a person was found", "Given back 8 no mobile came -"]);
});

test("a lookup that another one paid for shows what it spared, and none of the other's charges", () => {
  const ledger = [HOLD, PROFILE];
  expect(read({ ...paid, ledger, answeredFrom: "joined", creditsSaved: "9" })).toEqual([
    "Saved 9 an identical lookup pays for both -",
  ]);
  expect(read({ ...paid, ledger: [], answeredFrom: "store", creditsSaved: "1" })).toEqual([
    "Saved 1 it was ours already -",
  ]);
});
