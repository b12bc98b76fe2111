import { formatCredits } from "@/lib/credits/credits";
import type { LookupDto } from "@/lib/lookups/schema";

/** One line of a receipt. `isSpent`: it counts towards what the lookup cost. */
export type ReceiptLine = { words: string; reason: string; credits: string; isSpent: boolean };

type Paid = Pick<LookupDto, "ledger" | "answeredFrom" | "creditsHeld" | "creditsSaved">;

const WORDS = { charge: "Charged", adjustment: "Adjusted", release: "Given back" } as const;

/**
 * A lookup's ledger as a person reads it: what was charged, what came back and what is still held. The hold that covered
 * it all is not a cost. A lookup that another one paid for says what it spared.
 */
export function readReceipt({ ledger, answeredFrom, creditsHeld, creditsSaved }: Paid): ReceiptLine[] {
  if (answeredFrom !== "provider") return [SPARED[answeredFrom](formatCredits(creditsSaved))];
  const lines = ledger.flatMap(({ kind, credits, reason }) =>
    kind === "hold" ? [] : [{ words: WORDS[kind], reason, credits, isSpent: kind !== "release" }],
  );
  const held = formatCredits(creditsHeld);
  return held === "0" ? lines : [...lines, { ...STILL_HELD, credits: held }];
}

const STILL_HELD = { words: "Held", reason: "for what may still come", isSpent: false };

const spared = (reason: string) => (credits: string) => ({ words: "Saved", reason, credits, isSpent: false });
const SPARED = {
  store: spared("it was ours already"),
  joined: spared("an identical lookup pays for both"),
};
