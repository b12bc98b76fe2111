import "server-only";
import { PRICE } from "@/lib/credits/credits";
import { appendEntries, appendEntry } from "@/lib/credits/server/ledger-store";
import { believable } from "@/lib/credits/server/odd-cost";
import { releaseRemainders } from "@/lib/credits/server/settle-attempt-credits";
import { Prisma, type Tx } from "@/lib/db/client";

type PhoneSettlement = {
  attemptId: string;
  mobileDelivered: boolean;
  /** `credits_consumed` of the callback as decimal text: recorded, believed only within what the price list allows. */
  creditsReported: string | null;
};

/** Settles the phone parts by one callback each: charged when a mobile came; the rest of the hold is given back when none may follow. */
export async function settlePhoneCredits(
  tx: Tx,
  workspaceId: string,
  settlements: readonly PhoneSettlement[],
): Promise<void> {
  await chargePhones(tx, workspaceId, settlements);
  const idsOf = (isMobile: boolean) =>
    settlements.flatMap(({ attemptId, mobileDelivered }) => (mobileDelivered === isMobile ? [attemptId] : []));
  await releaseRemainders(tx, { workspaceId, attemptIds: idsOf(true) }, "phones delivered");
  await releaseRemainders(tx, { workspaceId, attemptIds: idsOf(false) }, "no mobile came");
}

/** The same without the rest, where another part of the same result is still to be charged. */
export async function chargePhones(
  tx: Tx,
  workspaceId: string,
  settlements: readonly PhoneSettlement[],
): Promise<void> {
  await appendEntries(tx, workspaceId, settlements.flatMap(toCharge));
}

function toCharge({ attemptId, mobileDelivered, creditsReported }: PhoneSettlement) {
  if (!mobileDelivered) return [];
  const reported = believable(creditsReported, PRICE.phone);
  const credits = reported ?? new Prisma.Decimal(PRICE.phone);
  const reason = describe(creditsReported, reported);
  return [{ attemptId, kind: "charge" as const, part: "phone" as const, credits, reason }];
}

/** Books what the provider billed for an accepted reveal that brought no mobile. Nothing where its phone is booked already. */
export async function adjustPhone(tx: Tx, { attemptId, workspaceId }: { attemptId: string; workspaceId: string }) {
  const credits = new Prisma.Decimal(PRICE.phone);
  const reason = "Apollo billed the reveal though no mobile came";
  await appendEntry(tx, { attemptId, workspaceId, kind: "adjustment", part: "phone", credits, reason });
}

function describe(reported: string | null, believed: Prisma.Decimal | null): string {
  if (reported === null) return "a mobile came";
  return believed === null
    ? `a mobile came; the provider reported ${reported.slice(0, 40)}`
    : "a mobile came, as reported";
}
