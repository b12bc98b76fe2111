import "server-only";
import { randomBytes } from "node:crypto";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { judgeProbe } from "@/lib/deliveries/server/judge-probe";
import { sendProbe } from "@/lib/deliveries/server/send-probe";
import { closeProbe, findProbeArrival, openProbe } from "@/lib/deliveries/server/webhook-probe-store";
import { PROBE_TIMEOUT_MS, type ProbeOutcome } from "@/lib/deliveries/webhook-probe";
import { env } from "@/lib/env/server";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";
import { webhookUrlOf } from "@/lib/lookups/server/ready-attempt";

type Options = { appUrl?: string; timeoutMs?: number };

/**
 * Admin: calls the webhook's own address once, by the way that the provider's callbacks take, and keeps what was found.
 * The token is good for this one call. Takes at most 10 s; refused while another test is under way.
 */
export async function probeWebhook(
  viewer: Viewer,
  { appUrl = env.APP_URL, timeoutMs = PROBE_TIMEOUT_MS }: Options = {},
): Promise<{ outcome: ProbeOutcome }> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const id = newId("webhookProbe");
  const token = randomBytes(32).toString("base64url");
  const body = Buffer.from(JSON.stringify({ perihelion_self_test: true, nonce: randomBytes(16).toString("hex") }));
  if (!(await openProbe({ id, workspaceId, userId, appUrl, token, body }))) {
    throw new AppError("conflict", "a test is under way", {
      say: "A test is under way already. Its result shows here.",
    });
  }
  const url = webhookUrlOf(token, appUrl);
  const exchange = await sendProbe({ url, body, timeoutMs });
  const facts = judgeProbe(exchange, await findProbeArrival(id), url);
  const { address, durationMs } = exchange;
  await inTransaction(async (tx) => {
    await closeProbe(tx, id, { facts, address, durationMs });
    const detail = { outcome: facts.outcome, status: facts.status, durationMs };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "webhook.tested", subject: id, detail });
    await notifyChanged(tx, { workspaceId, kind: "webhook", ids: [id] });
  });
  return { outcome: facts.outcome };
}
