import pino from "pino";
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

/** One JSON line an event. Personal data and secrets are cut by name; callers log ids, never records. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  serializers: { err: describeError },
});

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  return {
    type: error.name,
    message: error.message.slice(0, 500),
    stack: error.stack?.slice(0, 2000),
    ...(error.cause instanceof Error && { cause: error.cause.message.slice(0, 500) }),
  };
}
