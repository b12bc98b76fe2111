import { z } from "zod";
import { ERRORS, type ErrorCode } from "@/lib/errors/errors";

const ErrorCodeSchema = z.custom<ErrorCode>((value) => typeof value === "string" && Object.hasOwn(ERRORS, value));

/** What a person may know of a failure. `reference` finds the full story in the log. */
export const PublicError = z.object({
  code: ErrorCodeSchema,
  message: z.string(),
  reference: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  retryAfterS: z.number().optional(),
});
export type PublicError = z.infer<typeof PublicError>;

export type Result<T> = { ok: true; value: T } | { ok: false; error: PublicError };
