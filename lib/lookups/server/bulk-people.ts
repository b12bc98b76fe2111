import "server-only";
import { isWaterfall, type LookupIdentity, type LookupOptions } from "@/lib/lookups/lookup";

/** `number` is the caller's own, by which it is told what became of each. */
export type BulkPerson = { number: number; identity: LookupIdentity };

export type BulkAsked = {
  people: readonly BulkPerson[];
  options: LookupOptions;
  isRefresh: boolean;
  runId: string | null;
};

/** `uncovered`: the budget ends before them. `busy`: an identical lookup has just come or gone; to be asked for again. */
export type BulkStanding = "sending" | "ours" | "joined" | "suppressed" | "uncovered" | "busy";
export type PlacedPerson = BulkPerson & { standing: BulkStanding; lookupId: string | null; reason: string | null };

const PEOPLE_PER_CALL = 10;

/** A waterfall is asked for one by one: its callback says only what all people of the call cost together. */
export const peoplePerCall = (options: LookupOptions): number => (isWaterfall(options) ? 1 : PEOPLE_PER_CALL);

export const asStanding = (
  person: BulkPerson,
  standing: BulkStanding,
  more: Partial<PlacedPerson> = {},
): PlacedPerson => ({
  ...person,
  ...{ standing, lookupId: null, reason: null },
  ...more,
});
