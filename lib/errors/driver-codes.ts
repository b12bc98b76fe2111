const DEPTH_MAX = 4;

type DriverSaid = { kind?: unknown; originalCode?: unknown };
type Failure = Error & { code?: unknown; meta?: { driverAdapterError?: { cause?: DriverSaid } } };

/**
 * Every code by which a failure may be known, those of its causes too. Prisma gives a raw statement's failure, and any that
 * it has no word for, a code that says only that (P2010, P2039), and a commit's none at all: what the server or the
 * connection said lies below it, in no Error of its own.
 */
export function codesOf(error: unknown): string[] {
  const codes: unknown[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < DEPTH_MAX; at = at.cause, depth += 1) {
    const { code, meta, cause } = at as Failure;
    const said: DriverSaid | undefined = meta?.driverAdapterError?.cause ?? (cause as DriverSaid | undefined);
    codes.push(code, said?.originalCode, said?.kind);
  }
  return codes.filter((code) => typeof code === "string");
}
