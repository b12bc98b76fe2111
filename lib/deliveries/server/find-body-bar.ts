import "server-only";
import type { Callback } from "@/lib/apollo/callback";
import type { Tx } from "@/lib/db/client";
import type { LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import type { Findings } from "@/lib/deliveries/server/read-delivery";
import { findBars, type Barred } from "@/lib/lookups/server/find-bar";
import { identifiersFound, isLeftOut } from "@/lib/lookups/suppressible";
import type { Identifier } from "@/lib/suppressions/suppression";

type Body = { attempt: LockedAttempt; callback: Callback; findings: Findings };

/** The same of one. */
export async function findBodyBar(tx: Tx, attempt: LockedAttempt, body: Omit<Body, "attempt">): Promise<Barred> {
  const [barred = ERASED] = await findBodyBars(tx, attempt.workspaceId, [{ attempt, ...body }]);
  return barred;
}

const ERASED: Barred = { bar: { reason: "erased" }, leftOut: [] };

/** Whom bodies are about, and what it brings of them, against the suppression list as it is now. In the order given. */
export async function findBodyBars(tx: Tx, workspaceId: string, bodies: readonly Body[]): Promise<Barred[]> {
  const asked = bodies.filter(({ attempt }) => !attempt.isErased);
  const found = await findBars(
    tx,
    workspaceId,
    asked.map(({ attempt, callback, findings }) => ({
      identity: attempt.identity,
      found: identifiersIn(callback, findings),
    })),
  );
  return bodies.map((body) => found[asked.indexOf(body)] ?? ERASED);
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
