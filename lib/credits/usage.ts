import * as z from "zod/mini";

/** What a workspace was charged since its month began. Credits are exact decimal text. */
export const CreditUsage = z.object({ used: z.string(), since: z.iso.datetime() });
export type CreditUsage = z.infer<typeof CreditUsage>;
