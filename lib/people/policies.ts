import * as z from "zod/mini";
import { FIELD_POLICIES, POLICY_FIELDS } from "@/lib/people/field-policy";

/** What answers and deliveries may do to each field. */
export const PolicyOverview = z.object({ policies: z.record(z.enum(POLICY_FIELDS), z.enum(FIELD_POLICIES)) });
export type PolicyOverview = z.infer<typeof PolicyOverview>;

export const SetPolicyInput = z.object({ field: z.enum(POLICY_FIELDS), policy: z.enum(FIELD_POLICIES) });
export type SetPolicyInput = z.infer<typeof SetPolicyInput>;
