import "server-only";
import { z } from "zod";
import { ACTIVITY_KINDS, ACTIVITY_PAGE_SIZE, ActivityEvent } from "@/lib/activity/schema";
import type { ActivityFilters, ActivityKind, ActivityPage } from "@/lib/activity/schema";
import { selectEvents, type EventRow } from "@/lib/activity/server/select-events";
import { maskPhonesInSentence } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { db } from "@/lib/db/client";
import { coversOf, readListedNumbers } from "@/lib/people/server/cover-do-not-call";
import { requirePerson } from "@/lib/people/server/require-person";

const EXCERPT_MAX = 160;

/**
 * Any member: what was done about one person, newest first, paged by keyset. A rep sees the lookups and deliveries of their own
 * and everybody's edits, merges, notes and tasks; who opened a do-not-call number only admins and reviewers see.
 */
export async function listActivity(viewer: Viewer, filters: ActivityFilters): Promise<ActivityPage> {
  const { person: personId, kind, cursor } = filters;
  await requirePerson(db, viewer, personId);
  const allowed = kindsFor(viewer);
  const kinds = kind ? allowed.filter((one) => one === kind) : allowed;
  if (kinds.length === 0) return { events: [], nextCursor: null, kinds: allowed };
  const after = readCursor(cursor);
  const wanted = { personId, kinds, after, limit: ACTIVITY_PAGE_SIZE + 1 };
  const rows = await db.$queryRaw<EventRow[]>(selectEvents(viewer, wanted));
  const page = rows.slice(0, ACTIVITY_PAGE_SIZE);
  const last = rows.length > ACTIVITY_PAGE_SIZE ? page.at(-1) : undefined;
  return {
    events: await toEvents(viewer, personId, page),
    nextCursor: last ? writeCursor(last.at, last.id) : null,
    kinds: allowed,
  };
}

function kindsFor({ role }: Viewer): ActivityKind[] {
  return ACTIVITY_KINDS.filter((kind) => kind !== "reveal" || role !== "rep");
}

async function toEvents(viewer: Viewer, personId: string, rows: readonly EventRow[]): Promise<ActivityEvent[]> {
  const userIds = [...new Set(rows.flatMap(({ userId }) => userId ?? []))];
  const users = await db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
  const names = new Map(users.map((user) => [user.id, user]));
  const hasWords = rows.some(({ kind }) => kind === "note" || kind === "task");
  const listed = await readListedNumbers(db, viewer, hasWords ? [personId] : []);
  const shown = (words: string) => {
    const covers = coversOf(words, listed);
    return covers ? maskPhonesInSentence(words, covers) : words;
  };
  return rows.map(({ kind, id, at, userId, detail }) =>
    ActivityEvent.parse({
      ...{ kind, id, at: at.toISOString(), who: names.get(userId ?? "") ?? null },
      ...describe(kind, Detail.parse(detail), shown),
    }),
  );
}

const Detail = z.record(z.string(), z.unknown());
const Words = z.string().catch("");
const Some = z.array(z.unknown()).catch([]);

/** Of an edit the names of what was changed, never the values: one of them may be a covered number. */
function describe(kind: string, detail: z.infer<typeof Detail>, shown: (words: string) => string) {
  if (kind === "note") return { excerpt: excerptOf(shown(Words.parse(detail["body"]))) };
  if (kind === "task") return { ...detail, title: shown(Words.parse(detail["title"])) };
  if (kind !== "edit") return detail;
  const fields = Object.keys(Detail.catch({}).parse(detail["profile"]));
  const has = (name: string) => (Some.parse(detail[name]).length > 0 ? [name] : []);
  return { fields: [...fields, ...has("emails"), ...has("phones")], isUndone: detail["isUndone"] };
}

/** Covered first and cut then: half a number would not be known for one. */
function excerptOf(body: string): string {
  const line = body
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, "")
    .replace(/\*\*|__|~~|`+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= EXCERPT_MAX ? line : `${Array.from(line).slice(0, EXCERPT_MAX).join("").trimEnd()}…`;
}
