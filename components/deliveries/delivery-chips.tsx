import { CircleCheck, Eraser, Hourglass, RotateCw, ShieldAlert, UserRoundX, type LucideIcon } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import { Badge, type Tone } from "@/components/ui/badge";
import type { DeliveryKind, DeliveryState } from "@/lib/deliveries/delivery";

const STATES: Record<DeliveryState, { icon: LucideIcon; tone: Tone; word: string }> = {
  received: { icon: Hourglass, tone: "info", word: "Waiting" },
  applied: { icon: CircleCheck, tone: "success", word: "Applied" },
  mismatch: { icon: UserRoundX, tone: "warning", word: "Mismatch" },
  quarantined: { icon: ShieldAlert, tone: "danger", word: "Quarantined" },
  dropped: { icon: Eraser, tone: "neutral", word: "Dropped" },
};

export const KIND_WORDS = {
  phone: "Phone",
  waterfall: "Waterfall",
  failure: "Nothing found",
  ping: "Ping",
} as const satisfies Record<DeliveryKind, string>;

/** The states of the filter, in words. */
export const STATE_OPTIONS = [
  ...Object.entries(STATES).map(([value, { word }]) => ({ value, word })),
  { value: "repeated", word: "Came more than once" },
];
export const KIND_OPTIONS = Object.entries(KIND_WORDS).map(([value, word]) => ({ value, word }));

export function DeliveryStateChip({ state }: { state: DeliveryState }) {
  const { icon, tone, word } = STATES[state];
  return (
    <StatusChip icon={icon} tone={tone} isActive={state === "received"}>
      {word}
    </StatusChip>
  );
}

/** "seen 3×": the very same body came again. Nothing for one that came once. */
export function SeenBadge({ seen }: { seen: number }) {
  if (seen < 2) return null;
  return (
    <Badge title="The same body came again. It took effect once.">
      <span className="figures">seen {seen}×</span>
    </Badge>
  );
}

/** Of a body that the webhook did not bring. */
export function RecoveredChip() {
  return (
    <StatusChip icon={RotateCw} tone="info" title="The webhook did not bring it, so it was asked for.">
      Recovered by poll
    </StatusChip>
  );
}
