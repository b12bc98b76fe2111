import "server-only";
import type { CallResult } from "@/lib/apollo/call-result";
import type { MatchAnswer } from "@/lib/apollo/provided";
import { inTransaction } from "@/lib/db/client";
import type { LookupIdentity, LookupOptions } from "@/lib/lookups/lookup";
import { forgetIfErased } from "@/lib/lookups/server/attempt-erasure-store";
import { settleMatched } from "@/lib/lookups/server/settle-matched";
import { deferAttempt, settleFailed, settleNoMatch, stopKey } from "@/lib/lookups/server/settle-unmatched";

export type SentAttempt = {
  workspaceId: string;
  attemptId: string;
  apiKeyId: string;
  /** The sender's claim: one that was overtaken writes nothing. */
  sends: number;
  identity: LookupIdentity;
  options: LookupOptions;
};

/** Writes what came of the call: person, states, ledger and notice in one commit. Settling twice changes nothing. */
export async function settleAttempt(
  sent: SentAttempt,
  outcome: CallResult<MatchAnswer>,
  { isKeyRefused }: { isKeyRefused: boolean },
): Promise<void> {
  await inTransaction(async (tx) => {
    if (outcome.kind === "refused" && outcome.code === "provider_rate_limited") {
      const isDeferred = await deferAttempt(tx, sent, outcome);
      if (isDeferred) return;
    }
    if (isKeyRefused && outcome.kind === "refused") await stopKey(tx, sent, outcome);
    if (outcome.kind !== "answered") await settleFailed(tx, sent, outcome);
    else if (outcome.value.person === null || outcome.value.noMatch) await settleNoMatch(tx, sent, outcome);
    else await settleMatched(tx, sent, { answered: outcome, person: outcome.value.person });
    await forgetIfErased(tx, { id: sent.attemptId, workspaceId: sent.workspaceId });
  });
}
