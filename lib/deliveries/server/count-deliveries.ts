import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { REFUSAL_REASONS } from "@/lib/deliveries/delivery";
import { COUNTED_MAX, type DeliveryCounts, type DeliveryFigures } from "@/lib/deliveries/schema";
import { visibleDeliveries } from "@/lib/deliveries/server/visible-deliveries";
import { wordOf } from "@/lib/lookups/server/read-lookup";

type Row = { isOfDay: boolean; state: string; bodies: number; repeats: number };

/**
 * Any member: what came in the last 24 hours and 7 days of the bodies that the viewer may see, by the time each first came.
 * Bounded by the latest `COUNTED_MAX`. Refused calls belong to no workspace: they are for admins, by day of UTC.
 */
export async function countDeliveries(viewer: Viewer): Promise<DeliveryFigures> {
  const [rows, refusals] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT received_at > now() - interval '24 hours' AS "isOfDay", state,
             count(*)::int AS bodies, sum(seen - 1)::int AS repeats
        FROM (SELECT d.received_at, d.state, d.seen FROM delivery d
               WHERE ${visibleDeliveries(viewer)} AND d.received_at > now() - interval '7 days'
               ORDER BY d.received_at DESC LIMIT ${COUNTED_MAX}) AS latest
       GROUP BY 1, 2`,
    viewer.role === "admin" ? countRefusals() : null,
  ]);
  const counted = rows.reduce((sum, { bodies }) => sum + bodies, 0);
  return {
    day: sumOf(rows.filter(({ isOfDay }) => isOfDay)),
    week: sumOf(rows),
    isBounded: counted >= COUNTED_MAX,
    refusals,
  };
}

/** Any member: how many of the bodies that the viewer may see wait for someone's look. */
export async function countQuarantined(viewer: Viewer): Promise<{ quarantined: number }> {
  const [row] = await db.$queryRaw<{ quarantined: number }[]>`
    SELECT count(*)::int AS quarantined FROM delivery d WHERE d.state = 'quarantined' AND ${visibleDeliveries(viewer)}`;
  return { quarantined: row?.quarantined ?? 0 };
}

function sumOf(rows: readonly Row[]): DeliveryCounts {
  const bodiesIn = (...states: string[]) =>
    rows.filter(({ state }) => states.length === 0 || states.includes(state)).reduce((sum, row) => sum + row.bodies, 0);
  return {
    received: bodiesIn(),
    applied: bodiesIn("applied"),
    waiting: bodiesIn("received"),
    repeats: rows.reduce((sum, { repeats }) => sum + repeats, 0),
    mismatch: bodiesIn("mismatch"),
    quarantined: bodiesIn("quarantined"),
  };
}

async function countRefusals() {
  const rows = await db.$queryRaw<{ reason: string; today: number; week: number }[]>`
    SELECT reason, sum(count)::int AS week,
           coalesce(sum(count) FILTER (WHERE day = (now() AT TIME ZONE 'UTC')::date), 0)::int AS today
      FROM webhook_refusal WHERE day > (now() AT TIME ZONE 'UTC')::date - 7
     GROUP BY reason ORDER BY week DESC, reason`;
  return rows.map((row) => ({ ...row, reason: wordOf(REFUSAL_REASONS, row.reason) }));
}
