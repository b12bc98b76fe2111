import { PRICE } from "@/lib/credits/credits";

/** So many calls that each cost so much or nothing. */
export type Doubt = { credits: number; count: number };

/** More than this is no matter of a few calls. */
const MOVED_MAX = 10_000;

/**
 * For each doubt how many of it were charged, where the sum that the provider's counter moved by leaves one number only;
 * null where it leaves several, or none.
 */
export function certainCounts(moved: number, doubts: readonly Doubt[]): (number | null)[] {
  if (!Number.isInteger(moved) || moved < 0 || moved > MOVED_MAX) return doubts.map(() => null);
  return doubts.map(({ credits, count }, place) => {
    const sums = reachableSums(moved, doubts.toSpliced(place, 1));
    const counts = Array.from({ length: count + 1 }, (_, charged) => charged);
    const possible = counts.filter((charged) => sums.has(moved - charged * credits));
    return possible.length === 1 ? (possible[0] ?? null) : null;
  });
}

function reachableSums(max: number, doubts: readonly Doubt[]): Set<number> {
  let sums = new Set([0]);
  for (const { credits, count } of doubts) {
    const next = new Set<number>();
    for (const sum of sums) {
      for (let charged = 0; charged <= count && sum + charged * credits <= max; charged += 1) {
        next.add(sum + charged * credits);
      }
    }
    sums = next;
  }
  return sums;
}

/** Calls without an answer between two quiet comparisons, and what else may have moved the counter between them. */
export type Doubts = {
  plain: number;
  withPhone: number;
  /** Mobiles of other calls, which the provider may bill at a time of its own. */
  mobiles: number;
  /** Nobody was found; some of these have been seen billed (docs/apollo-contract.md §7). */
  misses: number;
  /** Waterfalls whose price nobody has named. */
  vague: number;
};

export type Conclusion = {
  plain: "charged" | "not_charged" | null;
  withPhone: "not_charged" | null;
  vague: "not_charged" | null;
};

/** What is certain of them. One with a phone is never concluded to be charged: its callback would say more. */
export function concludeFromUsage(moved: number, { plain, withPhone, mobiles, misses, vague }: Doubts): Conclusion {
  if (vague > 0 && moved !== 0) return { plain: null, withPhone: null, vague: null };
  const [plainCharged, profilesCharged] = certainCounts(moved, [
    { credits: PRICE.profile, count: plain },
    { credits: PRICE.profile, count: withPhone },
    { credits: PRICE.phone, count: withPhone + mobiles },
    { credits: PRICE.profile, count: misses },
  ]);
  return {
    plain: plainCharged === 0 ? "not_charged" : plainCharged === plain ? "charged" : null,
    withPhone: profilesCharged === 0 ? "not_charged" : null,
    vague: moved === 0 ? "not_charged" : null,
  };
}

/** Reveals for which no mobile was charged. `unheard`: nobody was told what they found. */
export type Reveals = { heard: number; unheard: number; misses: number };

/**
 * Which of them the provider has billed, where the sum says so. At acceptance it bills all of them; at delivery at most
 * those of which nothing was heard, so that a part of the others is no explanation.
 */
export function findBilledReveals(moved: number, { heard, unheard, misses }: Reveals): "all" | "unheard" | null {
  if (moved <= 0 || misses * PRICE.profile >= PRICE.phone) return null;
  if (moved === PRICE.phone * (heard + unheard)) return "all";
  return moved === PRICE.phone * unheard ? "unheard" : null;
}
