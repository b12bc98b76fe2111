import { CircleCheck, CircleHelp, CircleX, Ban, Hourglass, ShieldAlert, WifiOff, type LucideIcon } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import type { Tone } from "@/components/ui/badge";
import type { KeyHealth } from "@/lib/api-keys/api-key";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

const LOOKS: Record<KeyHealth, { icon: LucideIcon; tone: Tone; word: string }> = {
  untested: { icon: CircleHelp, tone: "neutral", word: "Not tested" },
  ok: { icon: CircleCheck, tone: "success", word: "Works" },
  rejected: { icon: CircleX, tone: "danger", word: "Rejected" },
  restricted: { icon: ShieldAlert, tone: "warning", word: "Restricted" },
  unreachable: { icon: WifiOff, tone: "warning", word: "No answer" },
};

export function KeyHealthChip({ apiKey: { state, health } }: { apiKey: Pick<ApiKeyDto, "state" | "health"> }) {
  if (state === "disabled") return <StatusChip icon={Ban}>Disabled</StatusChip>;
  if (state === "ending")
    return (
      <StatusChip icon={Hourglass} tone="info">
        Ending
      </StatusChip>
    );
  const { icon, tone, word } = LOOKS[health];
  return (
    <StatusChip icon={icon} tone={tone}>
      {word}
    </StatusChip>
  );
}
