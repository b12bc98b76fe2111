import { CircleCheck, Eraser } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import type { ErasureDto } from "@/lib/privacy/erasure";

export function ErasureChip({ state }: { state: ErasureDto["state"] }) {
  return state === "done" ? (
    <StatusChip icon={CircleCheck} tone="success">
      Erased
    </StatusChip>
  ) : (
    <StatusChip icon={Eraser} tone="info" isActive>
      Erasing
    </StatusChip>
  );
}
