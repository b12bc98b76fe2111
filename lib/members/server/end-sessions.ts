import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { clearSessionCookie } from "@/lib/auth/current-session";
import { endEverySession, endSession } from "@/lib/auth/session-store";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { asActor, type Actor } from "@/lib/members/server/actor";

/** Any viewer: ends one session of their own; its cookie lets nobody in from the next request on. */
export async function endOwnSession(actor: Actor, sessionId: string): Promise<void> {
  const { workspaceId, userId, address } = actor;
  await inTransaction(async (tx) => {
    const isEnded = await endSession(tx, { sessionId, userId });
    if (!isEnded) throw new AppError("not_found", `no open session ${sessionId} of ${userId}`);
    await recordAudit(tx, { workspaceId, actorId: userId, action: "session.ended", subject: sessionId, address });
  });
}

/** Any viewer: ends every session of theirs, this one too. */
export async function signOutEverywhere(actor: Actor): Promise<void> {
  const { workspaceId, userId, address } = actor;
  await inTransaction(async (tx) => {
    const detail = { sessions: (await endEverySession(tx, userId)).ended };
    const audited = { workspaceId, actorId: userId, subject: userId, address, detail };
    await recordAudit(tx, { ...audited, action: "member.signed_out" });
  });
}

/** The same from this browser, which forgets its cookie. */
export async function signOutEverywhereHere(viewer: Viewer): Promise<void> {
  await signOutEverywhere(await asActor(viewer));
  await clearSessionCookie();
}
