import "server-only";
import { db } from "@/lib/db/client";
import { ERRORS, type ErrorCode } from "@/lib/errors/errors";
import type { RunRowDto } from "@/lib/runs/schema";
import { REASON_WORDS, SUPPRESSION_REASONS } from "@/lib/suppressions/suppression";

const EXPLAINED: ReadonlySet<string> = new Set(["failed", "unknown", "suppressed"]);

/** Rows whose lookups failed say why, in the words that a lookup of one would. */
export async function withReasons(workspaceId: string, rows: readonly RunRowDto[]): Promise<RunRowDto[]> {
  const unexplained = rows.filter(({ state, reason, lookupId }) => EXPLAINED.has(state) && !reason && lookupId);
  if (unexplained.length === 0) return [...rows];
  const lookups = await db.lookup.findMany({
    where: { workspaceId, id: { in: unexplained.flatMap(({ lookupId }) => lookupId ?? []) } },
    select: { id: true, errorCode: true },
  });
  const codes = new Map(lookups.map(({ id, errorCode }) => [id, errorCode]));
  const explained = new Set(unexplained);
  return rows.map((row) =>
    explained.has(row) ? { ...row, reason: sentenceOf(codes.get(row.lookupId ?? "") ?? null) } : row,
  );
}

function sentenceOf(code: string | null): string | null {
  if (code === null) return null;
  const listed = SUPPRESSION_REASONS.find((known) => known === code);
  if (listed) return `On the suppression list: ${REASON_WORDS[listed]}.`;
  return code in ERRORS ? ERRORS[code as ErrorCode].say : null;
}
