import "server-only";
import type { Callback } from "@/lib/apollo/callback";
import type { Tx } from "@/lib/db/client";
import type { LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import type { Findings } from "@/lib/deliveries/server/read-delivery";
import { findBar, type Barred } from "@/lib/lookups/server/find-bar";
import { identifiersFound, isLeftOut } from "@/lib/lookups/suppressible";
import type { Identifier } from "@/lib/suppressions/suppression";

/** Whom a body is about, and what it brings of them, against the suppression list as it is now. */
export async function findBodyBar(
  tx: Tx,
  attempt: LockedAttempt,
  { callback, findings }: { callback: Callback; findings: Findings },
): Promise<Barred> {
  if (attempt.isErased) return { bar: { reason: "erased" }, leftOut: [] };
  const found = identifiersIn(callback, findings);
  return findBar(tx, attempt.workspaceId, { identity: attempt.identity, found });
}

/** Everybody whom the body names: one who is none of ours must not be kept either. */
function identifiersIn(callback: Callback, { apolloId, phones, emails }: Findings): Identifier[] {
  const named = "people" in callback ? callback.people.map((person) => person.apolloId) : [];
  const ids = new Set([...named, ...(apolloId === null ? [] : [apolloId])]);
  return [...ids].flatMap((id) =>
    identifiersFound({
      ...{ apolloId: id, linkedinUrl: null },
      emails: emails.map(({ address }) => address),
      numbers: phones.map(({ number, raw }) => number ?? raw ?? ""),
    }),
  );
}

/** What of the findings may reach the person. */
export function withoutLeftOut(findings: Findings, suppressed: readonly Identifier[]): Findings {
  if (suppressed.length === 0) return findings;
  const leftOut = isLeftOut(suppressed);
  return {
    ...findings,
    emails: findings.emails.filter(({ address }) => !leftOut.email(address)),
    phones: findings.phones.filter(({ number, raw }) => !leftOut.phone(number ?? raw ?? "")),
  };
}
