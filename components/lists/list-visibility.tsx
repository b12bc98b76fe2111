import { Lock, UsersRound } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";

export function ListVisibility({ isShared }: { isShared: boolean }) {
  return isShared ? (
    <StatusChip icon={UsersRound} tone="info" title="Everybody here sees it; every rep may add people">
      Shared
    </StatusChip>
  ) : (
    <StatusChip icon={Lock} title="Only its owner sees it">
      Private
    </StatusChip>
  );
}
