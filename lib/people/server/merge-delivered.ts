import "server-only";
import type { Tx } from "@/lib/db/client";
import type { ObservedEmail } from "@/lib/people/emails";
import type { ObservedPhone } from "@/lib/people/phones";
import { takeEach } from "@/lib/people/server/take-each";

export type Delivered = {
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

/** The same of one: returns the person's id. */
export async function mergeDelivered(
  tx: Tx,
  { workspaceId, ...delivered }: Delivered & { workspaceId: string },
): Promise<string> {
  const [id = ""] = await mergeAllDelivered(tx, workspaceId, [delivered]);
  return id;
}

/**
 * Merges what callbacks brought into the people with those provider ids, and returns their ids in the order given. Idempotent
 * and independent of order. A person nobody has met yet is made, so that nothing paid for is lost.
 */
export function mergeAllDelivered(tx: Tx, workspaceId: string, delivered: readonly Delivered[]): Promise<string[]> {
  return takeEach(
    tx,
    workspaceId,
    delivered.map(({ apolloId, deliveryId, attemptId, receivedAt, nameAsked, emails, phones }) => ({
      ...{
        kind: "delivery" as const,
        sourceId: deliveryId,
        attemptId,
        apolloId,
        observedAt: receivedAt,
        emails,
        phones,
      },
      profile: nameAsked === null ? {} : { fullName: nameAsked },
      fieldDates: nameAsked === null ? {} : { fullName: LONG_AGO },
    })),
  );
}
