import type { DeliveryKind } from "@/lib/deliveries/delivery";
import type { DeliverySummaryDto } from "@/lib/deliveries/schema";

const APPLIED: Record<DeliveryKind, string> = {
  phone: "Its numbers are on the person.",
  waterfall: "What the vendors found is on the person.",
  failure: "The provider found nothing.",
  ping: "It names nobody, so there was nothing to apply.",
};
const GONE = { erased: "The person was erased.", suppressed: "The person is on the suppression list." };
const DEFECT = "could not be applied: ";

/** What became of a body, and why, in a sentence or two. */
export function describeDelivery(delivery: Pick<DeliverySummaryDto, "state" | "kind" | "reason">): string {
  const { state, kind, reason } = delivery;
  switch (state) {
    case "received":
      return "Stored. It is applied as soon as its call has been answered.";
    case "applied":
      if (reason && kind !== "ping") return `Its call is settled. ${toSentence(reason)}`;
      return kind ? APPLIED[kind] : "Applied.";
    case "mismatch":
      return `${toSentence(reason ?? "it does not fit what was asked")} Nothing of it was applied.`;
    case "quarantined":
      return toQuarantined(reason ?? "nobody noted why");
    case "dropped":
      return `${GONE[reason === "suppressed" ? reason : "erased"]} Only that it came, and when, is kept.`;
  }
}

function toQuarantined(reason: string): string {
  if (reason.startsWith(DEFECT)) return toSentence(`it ${reason}`);
  return `It could not be read: ${reason}.`;
}

function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
