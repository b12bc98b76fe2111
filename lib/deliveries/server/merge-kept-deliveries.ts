import "server-only";
import { parseCallback } from "@/lib/apollo/callback";
import type { Tx } from "@/lib/db/client";
import { findBodyBar, withoutLeftOut } from "@/lib/deliveries/server/find-body-bar";
import { lockAttempt } from "@/lib/deliveries/server/lock-attempt";
import { mergeFindings } from "@/lib/deliveries/server/merge-findings";
import { readDelivery } from "@/lib/deliveries/server/read-delivery";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";

/**
 * Merges into the person all that was delivered for an attempt while its match was kept apart. States and credits were
 * settled when it came. Call it in the transaction that accepts the match; doing it again changes nothing.
 */
export async function mergeKeptDeliveries(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  const attempt = await lockAttempt(tx, id);
  if (attempt?.keptApart !== null) throw new AppError("conflict", `attempt ${id} is not accepted`);
  const where = { attemptId: id, workspaceId, state: "applied" };
  const kept = await tx.delivery.findMany({
    where,
    orderBy: [{ receivedAt: "asc" }, { id: "asc" }],
    select: { id: true, body: true, receivedAt: true, via: true },
  });
  for (const received of kept) {
    const callback = parseCallback(received.body);
    const findings = readDelivery(callback, { ...attempt, isPolled: received.via === "poll" });
    if ((findings.kind !== "phone" && findings.kind !== "waterfall") || findings.arrival !== "delivered") continue;
    const { bar, leftOut } = await findBodyBar(tx, attempt, { callback, findings });
    if (!bar) await mergeFindings(tx, attempt, { received, findings: withoutLeftOut(findings, leftOut) });
    if (!bar && leftOut.length === 0) continue;
    await tx.delivery.updateMany({ where: { id: received.id, workspaceId }, data: { body: new Uint8Array() } });
  }
  await tx.delivery.updateMany({ where: { ...where, kind: { not: "ping" } }, data: { reason: null } });
  await notifyChanged(tx, { workspaceId, kind: "delivery", ids: kept.map((delivery) => delivery.id) });
}
