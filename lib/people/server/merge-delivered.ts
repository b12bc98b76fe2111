import "server-only";
import type { Tx } from "@/lib/db/client";
import type { ObservedEmail } from "@/lib/people/emails";
import type { ObservedPhone } from "@/lib/people/phones";
import { lockPerson } from "@/lib/people/server/lock-person";
import { takeWord } from "@/lib/people/server/take-word";

type Delivered = {
  workspaceId: string;
  apolloId: string;
  phones: readonly ObservedPhone[];
  emails: readonly ObservedEmail[];
  deliveryId: string;
  /** The call that it came for. */
  attemptId: string;
  receivedAt: Date;
  /** The name that was asked for, shown while the provider has given none. */
  nameAsked: string | null;
};

/** The oldest date there is: any name that the provider gives is newer. */
const LONG_AGO = new Date(0).toISOString();

/**
 * Merges what a callback brought into the person with that provider id, and returns the person's id. Idempotent and
 * independent of order. A person nobody has met yet is made, so that nothing paid for is lost.
 */
export async function mergeDelivered(tx: Tx, delivered: Delivered): Promise<string> {
  const { workspaceId, apolloId, deliveryId, attemptId, receivedAt, nameAsked, emails, phones } = delivered;
  const person = await lockPerson(tx, { workspaceId, apolloId, observedAt: receivedAt });
  await takeWord(tx, person, {
    ...{ kind: "delivery", sourceId: deliveryId, attemptId, apolloId, observedAt: receivedAt, emails, phones },
    profile: nameAsked === null ? {} : { fullName: nameAsked },
    fieldDates: nameAsked === null ? {} : { fullName: LONG_AGO },
  });
  return person.id;
}
