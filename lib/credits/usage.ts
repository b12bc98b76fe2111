import * as z from "zod/mini";

/** What a budget still covers, and until when. `isTight`: it is past the share at which admins are told. */
const Left = z.object({ credits: z.string(), until: z.iso.datetime(), isTight: z.boolean() });

/** What a workspace was charged since its month began. Credits are exact decimal text. */
export const CreditUsage = z.object({
  used: z.string(),
  since: z.iso.datetime(),
  /** Of the workspace; null where it has no limit. */
  left: z.nullable(Left),
  /** Of the viewer's own budget; null where they have none. */
  own: z.nullable(Left),
  /** For admins: the budgets past that share, the workspace's (`name` null) first. */
  alerts: z.array(
    z.object({
      scope: z.string(),
      name: z.nullable(z.string()),
      creditLimit: z.string(),
      committed: z.string(),
      until: z.iso.datetime(),
    }),
  ),
});
export type CreditUsage = z.infer<typeof CreditUsage>;
export type BudgetAlert = CreditUsage["alerts"][number];
