import * as z from "zod/mini";
import { PeopleSelection } from "@/lib/people/filters";

/** More at once are a matter of a run. */
export const REFRESH_MAX = 100;

/** What is to be bought of each, and whether also of those who were bought within the workspace's fresh days. */
export const RefreshWish = z.object({
  revealPersonalEmails: z._default(z.boolean(), false),
  revealPhoneNumber: z._default(z.boolean(), false),
  waterfallEmail: z._default(z.boolean(), false),
  waterfallPhone: z._default(z.boolean(), false),
  includesFresh: z._default(z.boolean(), false),
});
export type RefreshWish = z.infer<typeof RefreshWish>;

const SELECTION_TEXT_MAX = 8000;

/** A selection and a wish as an address holds them: JSON. */
export const RefreshSheetQuery = z.object({
  selection: z.pipe(z.string().check(z.maxLength(SELECTION_TEXT_MAX)), z.pipe(z.transform(readJson), PeopleSelection)),
  wish: z.pipe(z.string().check(z.maxLength(300)), z.pipe(z.transform(readJson), RefreshWish)),
});
export type RefreshSheetQuery = z.infer<typeof RefreshSheetQuery>;

/** Undefined for what is no JSON, which no schema takes. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Left = z.nullable(z.string());

/** What refreshing a selection costs, before anything is sent. Credits are decimal text. */
export const RefreshSheet = z.object({
  selected: z.number(),
  /** More than REFRESH_MAX: nothing else is counted. */
  isTooMany: z.boolean(),
  /** Answered by what is ours, for 0 credits, and so left out. */
  fresh: z.number(),
  freshDays: z.number(),
  /** On the suppression list: not asked for, 0 credits. */
  suppressed: z.number(),
  toSend: z.number(),
  /** The most one of them can cost, and all. */
  ceilingEach: z.string(),
  ceiling: z.string(),
  /** What all would cost at the average of such lookups of this workspace; null where there are too few to say. */
  likely: z.nullable(z.string()),
  /** What the budgets cover now; null: no limit. */
  left: z.object({ workspace: Left, own: Left }),
  /** What a waterfall holds, and whether what comes later can come at all. */
  ceilings: z.object({ waterfallEmail: z.number(), waterfallPhone: z.number() }),
  canReceivePhones: z.boolean(),
  /** Each waits for an admin, who has to agree to its ceiling. */
  needsApproval: z.boolean(),
});
export type RefreshSheet = z.infer<typeof RefreshSheet>;

/** `ceiling`: what was shown. Nothing is sent when it would be more by now. */
export const RefreshPeopleInput = z.object({
  selection: PeopleSelection,
  wish: RefreshWish,
  ceiling: z.string().check(z.regex(/^\d{1,10}(\.\d{1,4})?$/)),
});
export type RefreshPeopleInput = z.infer<typeof RefreshPeopleInput>;

/** What became of a refresh: how many are under way or wait for an admin, and what stopped the rest. */
export type RefreshStarted = {
  underWay: number;
  waiting: number;
  /** Were bought or put on the list since the sheet was shown. */
  leftOut: number;
  stopped: { sentence: string; left: number } | null;
};
