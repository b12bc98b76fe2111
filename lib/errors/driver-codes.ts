const CAUSES_MAX = 6;

type Cause = {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: unknown;
};

/** A failure and what led to it, outermost first. Prisma keeps the server's own word beside the cause, not in it. */
function listCauses(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let at: unknown = error; isRecord(at) && causes.length < CAUSES_MAX;) {
    causes.push(at);
    at = isRecord(at.meta) && "driverAdapterError" in at.meta ? at.meta.driverAdapterError : at.cause;
  }
  return causes;
}

function isRecord(value: unknown): value is Cause {
  return typeof value === "object" && value !== null;
}

/**
 * Every code by which a failure may be known, those of its causes too. Prisma gives a raw statement's failure, and any that
 * it has no word for, a code that says only that (P2010, P2039), and a commit's none at all: what the server or the
 * connection said lies below it, in no Error of its own.
 */
export function codesOf(error: unknown): string[] {
  return listCauses(error)
    .flatMap(({ code, originalCode, kind }) => [code, originalCode, kind])
    .filter((code) => typeof code === "string");
}

/** What a failure and its causes say in words. */
export function messagesOf(error: unknown): string[] {
  return listCauses(error).flatMap(({ message }) => (typeof message === "string" ? [message] : []));
}
