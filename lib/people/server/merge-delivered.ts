import "server-only";
import type { Tx } from "@/lib/db/client";
import type { ObservedEmail } from "@/lib/people/emails";
import type { ObservedPhone, Origin } from "@/lib/people/phones";
import { lockPerson } from "@/lib/people/server/lock-person";
import { mergeEmails } from "@/lib/people/server/merge-emails";
import { mergePhones } from "@/lib/people/server/merge-phones";
import { summarise } from "@/lib/people/server/summarise-person";

type Delivered = {
  workspaceId: string;
  apolloId: string;
  phones: readonly ObservedPhone[];
  emails: readonly ObservedEmail[];
  deliveryId: string;
  receivedAt: Date;
};

/**
 * Merges what a callback brought into the person with that provider id, and returns the person's id. Idempotent and
 * independent of order. A person nobody has met yet is made, so that nothing paid for is lost.
 */
export async function mergeDelivered(tx: Tx, delivered: Delivered): Promise<string> {
  const { workspaceId, apolloId, deliveryId, receivedAt } = delivered;
  const origin: Origin = { source: "delivery", sourceId: deliveryId, observedAt: receivedAt };
  const person = await lockPerson(tx, { workspaceId, apolloId, observedAt: receivedAt });
  const phones = await mergePhones(tx, { person, phones: delivered.phones, origin });
  const emails = await mergeEmails(tx, { person, emails: delivered.emails, origin });
  await tx.person.update({ where: { id: person.id }, data: summarise({ ...person, emails, phones }) });
  return person.id;
}
