const DEPTH_MAX = 4;

type DriverSaid = { driverAdapterError?: { cause?: { kind?: unknown; originalCode?: unknown } } };

/**
 * Every code by which a failure may be known, those of its causes too. Prisma gives a raw statement's failure, and any that
 * it has no word for, a code that says only that (P2010, P2039): what the server or the connection said lies below it.
 */
export function codesOf(error: unknown): string[] {
  const codes: unknown[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < DEPTH_MAX; at = at.cause, depth += 1) {
    const { code, meta } = at as Error & { code?: unknown; meta?: DriverSaid };
    const said = meta?.driverAdapterError?.cause;
    codes.push(code, said?.originalCode, said?.kind);
  }
  return codes.filter((code) => typeof code === "string");
}
