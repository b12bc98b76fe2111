import "server-only";
import { releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { endWaiting, moveAttempt } from "@/lib/lookups/server/attempt-store";
import { settleBarred } from "@/lib/lookups/server/settle-barred";
import type { Bar } from "@/lib/lookups/server/find-bar";

type Refusal = AttemptRef & { bar: Bar; from: "reserved" | "sending"; sends?: number };

/** Ends an attempt of which nothing was sent, because whoever it asks for is on the list now. False: it went on meanwhile. */
export async function refuseAttempt(tx: Tx, { id, workspaceId, bar, from, sends }: Refusal): Promise<boolean> {
  const ref = { id, workspaceId };
  const settledAt = await readClock(tx);
  const isOurs = await moveAttempt(tx, { ...ref, from: [from], to: "not_sent", sends, set: { settledAt } });
  if (!isOurs) return false;
  await endWaiting(tx, { ...ref, phone: "not_asked", waterfall: "not_asked" });
  await releaseRemainder(tx, { workspaceId, attemptId: id }, "it was never sent");
  await settleBarred(tx, ref, { bar, settledAt });
  return true;
}
