import { ROW_CHIPS } from "@/components/runs/row-words";
import { BLOCKED, RUN_CHIPS } from "@/components/runs/run-words";
import { StatusChip } from "@/components/shared/status-chip";
import type { RowState, RunState } from "@/lib/runs/run";
import type { StopReason } from "@/lib/runs/schema";

type RunStateChipProps = { run: { state: RunState; stopReason: StopReason | null } };

const BLOCKS: ReadonlySet<StopReason | null> = new Set(["failures", "credits_exhausted", "key", "no_key"]);

export function RunStateChip({ run: { state, stopReason } }: RunStateChipProps) {
  const isBlocked = (state === "paused" || state === "stopped") && BLOCKS.has(stopReason);
  const { icon, tone, word, isActive = false } = isBlocked ? BLOCKED : RUN_CHIPS[state];
  return (
    <StatusChip icon={icon} tone={tone} isActive={isActive}>
      {word}
    </StatusChip>
  );
}

export function RowStateChip({ state }: { state: RowState }) {
  const { icon, tone, word, isActive = false } = ROW_CHIPS[state];
  return (
    <StatusChip icon={icon} tone={tone} isActive={isActive}>
      {word}
    </StatusChip>
  );
}
