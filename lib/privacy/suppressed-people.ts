import * as z from "zod/mini";
import { PeopleSelection } from "@/lib/people/filters";
import { ADDED_REASONS } from "@/lib/suppressions/suppression";

/** How many people go on the list at once. */
export const SUPPRESSED_MAX = 1000;

export const SuppressPeopleInput = z.object({
  selection: PeopleSelection,
  reason: z.enum(ADDED_REASONS),
});
export type SuppressPeopleInput = z.infer<typeof SuppressPeopleInput>;
