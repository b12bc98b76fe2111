import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "@/lib/env/server";

/** Names under which a secret or personal text may travel. Redacted at any of the depths we log at. */
const PRIVATE = [
  "apiKey",
  "key",
  "token",
  "password",
  "passwordHash",
  "secret",
  "authorization",
  "cookie",
  "email",
  "phone",
  "phones",
  "body",
  "webhookUrl",
];

const TEXT_MAX = 2000;

/** One JSON line an event. Personal data and secrets are cut by name, long texts by length; callers log ids, never records. */
export const log = createLog(env.LOG_LEVEL);

/** Without a destination: this process's output. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
    serializers: { err: describeError },
    formatters: { log: (fields: Record<string, unknown>) => bound(fields, 0) as Record<string, unknown> },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A text that came from outside may be of any length; a log's line may not. Errors are bounded by their serializer. */
function bound(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value;
  if (typeof value !== "object" || value === null || depth > 2) return value;
  if (Array.isArray(value)) return value.slice(0, 100).map((one) => bound(one, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bound(one, depth + 1)]));
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  return {
    type: error.name,
    message: error.message.slice(0, 500),
    stack: error.stack?.slice(0, 2000),
    ...(error.cause instanceof Error && { cause: error.cause.message.slice(0, 500) }),
  };
}
