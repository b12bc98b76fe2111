import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import type { LookupOptions } from "@/lib/lookups/lookup";
import { normaliseIdentity } from "@/lib/lookups/normalise";
import type { RequestLookupInput } from "@/lib/lookups/schema";
import { placeLookup } from "@/lib/lookups/server/place-lookup";
import { sendAttempt } from "@/lib/lookups/server/send-attempt";

/**
 * Admin and rep: looks one person up. Answered from the store or joined to an identical lookup it costs nothing and
 * answers at once; else it answers when its own call is settled, for at most `creditCeiling`. Refusals before the call,
 * of somebody on the suppression list among them, cost nothing. What becomes of the call is a state of the lookup, not a throw.
 */
export async function requestLookup(viewer: Viewer, input: RequestLookupInput): Promise<{ lookupId: string }> {
  requireRole(viewer, "admin", "rep");
  const normalised = normaliseIdentity(input);
  if (!normalised.ok)
    throw new AppError("invalid_input", "identity refused", { fields: withoutAbsent(normalised.fields) });
  const { lookupId, ready } = await placeLookup(viewer, {
    identity: normalised.identity,
    options: readOptions(input),
    isRefresh: input.isRefresh,
  });
  if (ready) await sendAttempt(ready);
  return { lookupId };
}

export function readOptions({
  revealPersonalEmails,
  revealPhoneNumber,
  waterfallEmail,
  waterfallPhone,
}: LookupOptions): LookupOptions {
  return { revealPersonalEmails, revealPhoneNumber, waterfallEmail, waterfallPhone };
}

function withoutAbsent(fields: Partial<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
