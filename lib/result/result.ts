import * as z from "zod/mini";
import { ERRORS, type ErrorCode } from "@/lib/errors/errors";

const ErrorCodeSchema = z.custom<ErrorCode>((value) => typeof value === "string" && Object.hasOwn(ERRORS, value));

/** What a person may know of a failure. `reference` finds the full story in the log. */
export const PublicError = z.object({
  code: ErrorCodeSchema,
  message: z.string(),
  reference: z.string(),
  fields: z.optional(z.record(z.string(), z.string())),
  retryAfterS: z.optional(z.number()),
});
export type PublicError = z.infer<typeof PublicError>;

export type Result<T> = { ok: true; value: T } | { ok: false; error: PublicError };
