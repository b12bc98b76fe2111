import * as z from "zod/mini";
import { RANGE_PRESETS, USAGE_GROUPINGS } from "@/lib/usage/usage";

/** The page's address, and what its routes are asked. Days are UTC's, both included; `who` is a member's id. */
export const UsageQuery = z.object({
  range: z.optional(z.enum(RANGE_PRESETS)),
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
  by: z.optional(z.enum(USAGE_GROUPINGS)),
  who: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
});
export type UsageQuery = z.infer<typeof UsageQuery>;

/** What an address says, read leniently: what it says wrongly, it does not say. */
export const UsageView = z.object({
  range: z.catch(z.optional(z.enum(RANGE_PRESETS)), undefined),
  from: z.catch(z.optional(z.iso.date()), undefined),
  to: z.catch(z.optional(z.iso.date()), undefined),
  by: z.catch(z.optional(z.enum(USAGE_GROUPINGS)), undefined),
  who: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(64))), undefined),
});
