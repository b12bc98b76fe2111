import { Ban, CircleCheck, Clock, Unlink } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import type { InvitationDto } from "@/lib/members/member-list";

export function MemberStateChip({ isDisabled }: { isDisabled: boolean }) {
  return isDisabled ? (
    <StatusChip icon={Ban} title="Cannot sign in">
      Disabled
    </StatusChip>
  ) : (
    <StatusChip icon={CircleCheck} tone="success">
      Active
    </StatusChip>
  );
}

export function InvitationStateChip({ state }: Pick<InvitationDto, "state">) {
  if (state === "open") {
    return (
      <StatusChip icon={Clock} tone="info">
        Open
      </StatusChip>
    );
  }
  return state === "expired" ? (
    <StatusChip icon={Ban}>Expired</StatusChip>
  ) : (
    <StatusChip icon={Unlink} tone="warning" title="Whoever made the link is no admin here any more. A new link works.">
      Lapsed
    </StatusChip>
  );
}
