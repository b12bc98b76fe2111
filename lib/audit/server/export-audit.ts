import "server-only";
import { stringify } from "csv-stringify/sync";
import { describeAction } from "@/lib/audit/describe-action";
import type { AuditEventDto, AuditView } from "@/lib/audit/schema";
import { readEvents, toPosition } from "@/lib/audit/server/read-events";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { selectVisible } from "@/lib/audit/server/visible-events";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { readClock } from "@/lib/db/clock";
import { db } from "@/lib/db/client";

const BATCH = 1000;
/** More than any installation has; the statement wants a limit. */
const ALL = 2 ** 31 - 1;
const COLUMNS = [
  ...["when", "who", "who_id", "what", "action", "on_what", "on_what_id"],
  ...["address", "detail", "event", "place_in_chain"],
];

/**
 * Admin and reviewer: every event that the view shows up to now, as the lines of a CSV file (RFC 4180; a text that a
 * spreadsheet would run is quoted). Audited, with how many, before the first line is handed out.
 */
export async function exportAudit(viewer: Viewer, view: AuditView): Promise<AsyncGenerator<string>> {
  requireRole(viewer, "admin", "reviewer");
  const now = await readClock(db);
  const start = { atMs: now.getTime() + 1, id: 0n };
  const [counted] = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from (${selectVisible(viewer, view, { after: start, limit: ALL })}) v`;
  const { workspaceId, userId } = viewer;
  const detail = { events: Number(counted?.count ?? 0), ...view };
  await recordAudit(db, { workspaceId, actorId: userId, action: "audit.exported", detail });
  return writeLines(viewer, view, start);
}

async function* writeLines(
  viewer: Viewer,
  view: AuditView,
  start: ReturnType<typeof toPosition>,
): AsyncGenerator<string> {
  yield toLines([COLUMNS]);
  let after = start;
  for (;;) {
    const events = await readEvents(viewer, view, { after, limit: BATCH });
    const last = events.at(-1);
    if (!last) return;
    yield toLines(events.map(toCells));
    after = toPosition(last);
  }
}

function toCells({ at, who, action, subject, address, detail, id, seq }: AuditEventDto): (string | null)[] {
  return [
    ...[
      at,
      who?.name ?? null,
      who?.id ?? null,
      describeAction(action),
      action,
      subject?.label ?? null,
      subject?.id ?? null,
    ],
    ...[address, detail && JSON.stringify(detail), id, seq],
  ];
}

const toLines = (rows: (string | null)[][]): string =>
  stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
