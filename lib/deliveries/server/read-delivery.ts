import "server-only";
import type { Callback, PhonePerson, WaterfallPerson } from "@/lib/apollo/callback";
import type { ProvidedEmail, ProvidedPhone } from "@/lib/apollo/provided";
import type { DeliveryKind } from "@/lib/deliveries/delivery";

/** What one body says about one attempt. */
export type Reading =
  | { kind: "unreadable"; reason: string }
  | { kind: "ping" }
  | { kind: "mismatch"; reason: string }
  | {
      kind: "phone" | "waterfall";
      /** The person it names; null when nobody was enriched. */
      apolloId: string | null;
      arrival: "delivered" | "none_found" | "failed";
      phones: ProvidedPhone[];
      emails: ProvidedEmail[];
      creditsReported: string | null;
    };

export type Findings = Extract<Reading, { kind: "phone" | "waterfall" }>;

export type Asked = {
  requestedApolloId: string | null;
  returnedApolloId: string | null;
  /** No answer of our own ever came, so that whoever the token's callback names is the one that was found. */
  isUnanswered: boolean;
  /** The provider gave it for our own request id: whoever it names is the one, under an id that has changed. */
  isPolled: boolean;
};

/** Decides what a body means for the attempt whose token it came with. Pure, so that any order of bodies reads alike. */
export function readDelivery(callback: Callback, asked: Asked): Reading {
  if (callback.kind === "unreadable" || callback.kind === "ping") return callback;
  const { creditsReported, status } = callback;
  const named = new Set(callback.people.map(({ apolloId }) => apolloId));
  const ours = expectedIds(asked, named);
  if (named.size > 0 && ours.size === 0)
    return { kind: "mismatch", reason: "it names a person that was not asked for" };
  const people: readonly (PhonePerson | WaterfallPerson)[] = callback.people.filter(({ apolloId }) =>
    ours.has(apolloId),
  );
  const phones = people.flatMap((person) => person.phones ?? []);
  const emails = people.flatMap((person) => ("emails" in person ? (person.emails ?? []) : []));
  const isEmpty = phones.length === 0 && emails.length === 0;
  const emptyWord = /^fail/i.test(status ?? "") ? "failed" : "none_found";
  return {
    kind: callback.kind,
    apolloId: asked.returnedApolloId ?? people[0]?.apolloId ?? null,
    arrival: isEmpty ? emptyWord : "delivered",
    phones,
    emails,
    creditsReported,
  };
}

/** The ids in the body that are this attempt's. */
function expectedIds(asked: Asked, named: Set<string>): Set<string> {
  const known = [asked.requestedApolloId, asked.returnedApolloId].filter((id) => id !== null);
  const ours = known.filter((id) => named.has(id));
  if (ours.length > 0) return new Set(ours);
  const isCertain = asked.isPolled || (asked.isUnanswered && known.length === 0);
  return isCertain && named.size === 1 ? named : new Set();
}

/** The word that the delivery's row carries. */
export function kindOf(reading: Reading): DeliveryKind | null {
  if (reading.kind === "ping") return "ping";
  if (reading.kind !== "phone" && reading.kind !== "waterfall") return null;
  return reading.arrival === "delivered" ? reading.kind : "failure";
}
