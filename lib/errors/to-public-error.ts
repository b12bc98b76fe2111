import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { codesOf, messagesOf } from "@/lib/errors/driver-codes";
import { ERRORS } from "@/lib/errors/errors";
import { log } from "@/lib/log/log";
import type { PublicError } from "@/lib/result/result";

const DATABASE_DOWN = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "ECONNREFUSED",
  "ECONNRESET",
  "57P01",
  "57P02",
  "57P03",
  "ConnectionClosed",
  "DatabaseNotReachable",
  "SocketTimeout",
]);
/** A server that answers and cannot store: out of disk, memory or connections (class 53), or read-only. */
const DATABASE_CANNOT = /^(?:53...|25006)$/;

/**
 * Translates any failure to what a person may know, and logs the rest under the same reference. Expected failures are
 * logged as information, all others as errors.
 */
export function toPublicError(error: unknown, where: string): PublicError {
  const reference = randomBytes(5).toString("hex");
  const known = toAppError(error);
  const level = ERRORS[known.code].expected ? "info" : "error";
  log[level](
    { reference, where, code: known.code, detail: known.detail, err: level === "error" ? error : undefined },
    "refused",
  );
  return {
    code: known.code,
    message: known.say,
    reference,
    ...(known.fields && { fields: known.fields }),
    ...(known.retryAfterS !== undefined && { retryAfterS: known.retryAfterS }),
  };
}

/** A failed parse becomes `invalid_input` with its fields, a lost database `unavailable`, anything else `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof z.core.$ZodError)
    return new AppError("invalid_input", "input did not parse", { fields: fieldsOf(error) });
  if (isDatabaseDown(error)) return new AppError("unavailable", "database unreachable", { cause: error });
  return new AppError("internal", error instanceof Error ? error.message : String(error), { cause: error });
}

function fieldsOf(error: z.core.$ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "form"] ??= issue.message;
  return fields;
}

function isDatabaseDown(error: unknown): boolean {
  if (codesOf(error).some((code) => DATABASE_DOWN.has(code) || DATABASE_CANNOT.test(code))) return true;
  return messagesOf(error).some((message) =>
    /Connection terminated|timeout exceeded when trying to connect|Can't reach database/i.test(message),
  );
}
