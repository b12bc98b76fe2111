import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { toCsvLines } from "@/lib/http/csv";
import type { HistoryView } from "@/lib/lookups/history-view";
import type { LookupSummaryDto } from "@/lib/lookups/schema";
import { matchLookups } from "@/lib/lookups/server/match-lookups";
import { readLookups } from "@/lib/lookups/server/read-lookups";

const BATCH = 1000;
const COLUMNS = [
  ...["asked_at", "who", "who_id", "source", "input", "outcome", "answered_from", "person", "person_id"],
  ...["phones", "waterfall", "credits_held", "credits_charged", "credits_saved", "settled_at", "took_ms", "key"],
  ...["reviewed_at", "reviewed_by", "comments", "error", "lookup"],
];

/**
 * Any member: every lookup of a view that the viewer may see, up to now, as the lines of a CSV file. A rep's are their own.
 * Audited, with how many, before the first line is handed out.
 */
export async function exportLookups(viewer: Viewer, view: HistoryView): Promise<AsyncGenerator<string>> {
  const { workspaceId, userId } = viewer;
  const now = await readClock(db);
  const start = { at: new Date(now.getTime() + 1), id: "" };
  const [counted] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM lookup l WHERE ${matchLookups(viewer, view)} AND l.created_at < ${start.at}`;
  // What was typed into the search may name somebody.
  const { q, ...narrowed } = view;
  const detail = { lookups: Number(counted?.count ?? 0), ...narrowed, ...(q !== undefined && { isSearched: true }) };
  await recordAudit(db, { workspaceId, actorId: userId, action: "export.lookups", detail });
  return writeLines(viewer, view, start);
}

async function* writeLines(viewer: Viewer, view: HistoryView, start: { at: Date; id: string }): AsyncGenerator<string> {
  yield toCsvLines([COLUMNS]);
  let after = start;
  for (;;) {
    const lookups = await readLookups(viewer, view, { after, limit: BATCH });
    const last = lookups.at(-1);
    if (!last) return;
    yield toCsvLines(lookups.map(toCells));
    after = { at: new Date(last.createdAt), id: last.id };
  }
}

function toCells(lookup: LookupSummaryDto): string[] {
  const { who, person, review, createdAt, settledAt } = lookup;
  return [
    ...[createdAt, who.name, who.id, lookup.source, lookup.label, lookup.outcome, lookup.answeredFrom],
    ...[person?.name ?? "", person?.id ?? "", lookup.phoneState, lookup.waterfallState],
    ...[lookup.creditsHeld, lookup.creditsCharged, lookup.creditsSaved, settledAt ?? "", tookMs(lookup)],
    ...[lookup.keyName ?? "", review?.at ?? "", review?.by ?? "", String(lookup.commentCount)],
    ...[lookup.errorCode ?? "", lookup.id],
  ];
}

function tookMs({ createdAt, settledAt }: LookupSummaryDto): string {
  return settledAt === null ? "" : String(Date.parse(settledAt) - Date.parse(createdAt));
}
