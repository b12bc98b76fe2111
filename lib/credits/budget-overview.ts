import * as z from "zod/mini";

/** Of the period that runs now. Credits are exact decimal text; a limit of null is no limit. */
const Standing = z.object({ creditLimit: z.nullable(z.string()), spent: z.string(), held: z.string() });

export const BudgetOverview = z.object({
  workspace: z.extend(Standing, { resetDay: z.number(), startsAt: z.iso.datetime(), endsAt: z.iso.datetime() }),
  /** Who may spend, or has spent in this period; most first. */
  members: z.array(
    z.extend(Standing, {
      ...{ id: z.string(), name: z.string() },
      /** Null: they have left the workspace. */
      role: z.nullable(z.enum(["admin", "rep", "reviewer"])),
      /** False for somebody who left or was disabled: what they spent counts, and nothing is theirs to spend. */
      isActive: z.boolean(),
    }),
  ),
  rules: z.object({
    freshDays: z.number(),
    waterfallEmail: z.number(),
    waterfallPhone: z.number(),
    approvalAbove: z.nullable(z.string()),
    alertPercent: z.number(),
  }),
  /** Costs that the provider reported and that cannot be: nothing was charged by them. */
  oddCosts: z.object({
    count: z.number(),
    latest: z.array(z.object({ lookupId: z.string(), label: z.string(), reported: z.string(), at: z.iso.datetime() })),
  }),
});
export type BudgetOverview = z.infer<typeof BudgetOverview>;
export type BudgetStanding = z.infer<typeof Standing>;
export type MemberBudget = BudgetOverview["members"][number];
