import "server-only";
import { maskPhonesInSentence } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { db, Prisma } from "@/lib/db/client";
import { DELIVERY_KINDS, DELIVERY_STATES, DELIVERY_VIAS } from "@/lib/deliveries/delivery";
import {
  DELIVERY_PAGE_SIZE,
  type DeliveryFilters,
  type DeliveryPage,
  type DeliverySummaryDto,
} from "@/lib/deliveries/schema";
import { matchText } from "@/lib/deliveries/server/match-text";
import { visibleDeliveries, visibleLookups } from "@/lib/deliveries/server/visible-deliveries";
import { wordOf } from "@/lib/lookups/server/read-lookup";

const DAY_MS = 86_400_000;

type Row = Pick<DeliverySummaryDto, "id" | "reason" | "seen" | "bytes"> & {
  state: string;
  kind: string | null;
  via: string;
  receivedAt: Date;
  lastSeenAt: Date;
  appliedAt: Date | null;
  bodyRemovedAt: Date | null;
  lookupId: string | null;
  label: string | null;
  who: string | null;
  personId: string | null;
  personName: string | null;
};

/** Any member: the bodies that the viewer may see, newest first, paged by keyset. */
export async function listDeliveries(viewer: Viewer, filters: DeliveryFilters): Promise<DeliveryPage> {
  const where = await conditions(viewer, filters);
  const rows = await db.$queryRaw<Row[]>`
    SELECT d.id, d.state, d.kind, d.reason, d.via, d.seen, octet_length(d.body) AS bytes,
           d.received_at AS "receivedAt", d.last_seen_at AS "lastSeenAt", d.applied_at AS "appliedAt",
           d.body_removed_at AS "bodyRemovedAt", l.id AS "lookupId", l.label, u.name AS who, p.id AS "personId", p.full_name AS "personName"
      FROM (SELECT d.id FROM delivery d WHERE ${where}
             ORDER BY d.received_at DESC, d.id DESC LIMIT ${DELIVERY_PAGE_SIZE + 1}) AS page
      JOIN delivery d ON d.id = page.id
      LEFT JOIN LATERAL (SELECT l.id, l.label, l.user_id, l.person_id FROM lookup l
                          WHERE l.attempt_id = d.attempt_id AND ${visibleLookups(viewer, "l")}
                          ORDER BY l.created_at, l.id LIMIT 1) l ON true
      LEFT JOIN "user" u ON u.id = l.user_id
      LEFT JOIN person p ON p.id = l.person_id
     ORDER BY d.received_at DESC, d.id DESC`;
  const page = rows.slice(0, DELIVERY_PAGE_SIZE);
  const last = rows.length > DELIVERY_PAGE_SIZE ? page.at(-1) : undefined;
  return {
    deliveries: page.map(toSummary),
    nextCursor: last ? writeCursor(last.receivedAt, last.id) : null,
  };
}

function toSummary(row: Row): DeliverySummaryDto {
  const { id, seen, bytes, lookupId, label, who, personId, personName } = row;
  return {
    ...{ id, seen, bytes },
    state: wordOf(DELIVERY_STATES, row.state),
    kind: row.kind === null ? null : wordOf(DELIVERY_KINDS, row.kind),
    via: wordOf(DELIVERY_VIAS, row.via),
    // A parser's words may quote the body; whoever may read its numbers reads them on its own page.
    reason: row.reason && maskPhonesInSentence(row.reason),
    bodyRemovedAt: row.bodyRemovedAt?.toISOString() ?? null,
    receivedAt: row.receivedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    lookup: lookupId === null ? null : { id: lookupId, label: label ?? "", who: who ?? "" },
    person: personId === null ? null : { id: personId, name: personName ?? "" },
  };
}

async function conditions(viewer: Viewer, { q, state, kind, from, to, cursor }: DeliveryFilters): Promise<Prisma.Sql> {
  const parts = [visibleDeliveries(viewer)];
  const after = readCursor(cursor);
  if (after) parts.push(Prisma.sql`(d.received_at, d.id) < (${after.at}, ${after.id})`);
  if (state) parts.push(state === "repeated" ? Prisma.sql`d.seen > 1` : Prisma.sql`d.state = ${state}`);
  if (kind) parts.push(Prisma.sql`d.kind = ${kind}`);
  if (from) parts.push(Prisma.sql`d.received_at >= ${new Date(from)}`);
  if (to) parts.push(Prisma.sql`d.received_at < ${new Date(Date.parse(to) + DAY_MS)}`);
  if (q) parts.push(await matchText(viewer, q));
  return Prisma.join(parts, " AND ");
}
