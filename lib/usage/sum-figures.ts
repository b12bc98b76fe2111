import { addCredits, creditsPer } from "@/lib/usage/exact-credits";
import { INPUT_KINDS, type InputKind } from "@/lib/usage/usage";
import type { UsageFigures, UsageInput, UsagePhones } from "@/lib/usage/usage-report";

/** Lookups that were asked by one kind of input. */
export type AskedSum = {
  kind: InputKind;
  lookups: number;
  stored: number;
  joined: number;
  savedByStore: string;
  savedByJoining: string;
  answered: number;
  matched: number;
  /** Of those that found someone, asked for a number and wait no more; and to how many one came. */
  ended: number;
  came: number;
  /** What all that asked for a number cost. */
  credits: string;
};
export type NumbersSum = { kind: InputKind; usable: number };

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The figures of all kinds of input together. */
export function sumFigures(credits: string, asked: readonly AskedSum[], numbers: readonly NumbersSum[]): UsageFigures {
  const store = addCredits(asked.map((row) => row.savedByStore));
  const joined = addCredits(asked.map((row) => row.savedByJoining));
  return {
    credits,
    lookups: sum(asked.map((row) => row.lookups)),
    saved: {
      total: addCredits([store, joined]),
      ...{ store, joined },
      storeCount: sum(asked.map((row) => row.stored)),
      joinedCount: sum(asked.map((row) => row.joined)),
    },
    matched: { of: sum(asked.map((row) => row.answered)), count: sum(asked.map((row) => row.matched)) },
    phones: sumPhones(asked, numbers),
  };
}

/** The same for each kind of input that was used. */
export function figuresByInput(asked: readonly AskedSum[], numbers: readonly NumbersSum[]): UsageInput[] {
  return INPUT_KINDS.flatMap((kind) => {
    const own = asked.filter((row) => row.kind === kind);
    if (own.length === 0) return [];
    const { lookups, matched, phones } = sumFigures(
      "0",
      own,
      numbers.filter((row) => row.kind === kind),
    );
    return [{ kind, lookups, matched, phones }];
  });
}

function sumPhones(asked: readonly AskedSum[], numbers: readonly NumbersSum[]): UsagePhones {
  const usable = sum(numbers.map((row) => row.usable));
  const credits = addCredits(asked.map((row) => row.credits));
  return {
    came: { of: sum(asked.map((row) => row.ended)), count: sum(asked.map((row) => row.came)) },
    ...{ usable, credits },
    perNumber: creditsPer(credits, usable),
  };
}
