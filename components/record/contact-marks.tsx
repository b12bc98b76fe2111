import { CircleX, Pin } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import { Badge } from "@/components/ui/badge";

type ContactMarksProps = { label: string | null; isPrimary: boolean; isWrong: boolean };

/** What members say of an address or a number. */
export function ContactMarks({ label, isPrimary, isWrong }: ContactMarksProps) {
  return (
    <>
      {isWrong && (
        <StatusChip
          icon={CircleX}
          tone="danger"
          title="Kept, and used for nothing: not shown first, searched or looked up by"
        >
          Wrong
        </StatusChip>
      )}
      {isPrimary && (
        <StatusChip icon={Pin} title="A member chose it to stand first">
          First
        </StatusChip>
      )}
      {label && (
        <Badge>
          <bdi className="truncate">{label}</bdi>
        </Badge>
      )}
    </>
  );
}
