import { Trash2 } from "lucide-react";
import { KIND_LABELS, REASON_LABELS } from "@/components/privacy/suppression-words";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { SuppressionDto } from "@/lib/suppressions/schema";

type SuppressionsTableProps = {
  suppressions: readonly SuppressionDto[];
  onRemove: (entry: SuppressionDto) => void;
};

export function SuppressionsTable({ suppressions, onRemove }: SuppressionsTableProps) {
  return (
    <Table caption="Suppression list, newest first" className="table-fixed">
      <TableHeader>
        <TableRow>
          <TableHead pinned className="max-sm:w-[45%]">
            Kind
          </TableHead>
          <TableHead className="w-36 max-sm:w-auto">Reason</TableHead>
          <TableHead className="w-40 max-sm:hidden">Added by</TableHead>
          <TableHead className="w-28 max-sm:hidden">Added</TableHead>
          <TableHead className="w-32 max-sm:hidden">Until</TableHead>
          <TableHead className="w-14">
            <span className="sr-only">Remove</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {suppressions.map((entry) => (
          <SuppressionRow key={entry.id} entry={entry} onRemove={onRemove} />
        ))}
      </TableBody>
    </Table>
  );
}

function SuppressionRow({ entry, onRemove }: { entry: SuppressionDto } & Pick<SuppressionsTableProps, "onRemove">) {
  const { kind, reason, addedBy, createdAt, expiresAt, isExpired } = entry;
  const label = `Remove: ${KIND_LABELS[kind]}, ${REASON_LABELS[reason]}`;
  return (
    <TableRow>
      <TableCell pinned>{KIND_LABELS[kind]}</TableCell>
      <TableCell>{REASON_LABELS[reason]}</TableCell>
      <TableCell className="max-sm:hidden">{addedBy ?? "Somebody who has left"}</TableCell>
      <TableCell className="text-muted-foreground max-sm:hidden">
        <RelativeTime at={createdAt} />
      </TableCell>
      <TableCell className="text-muted-foreground max-sm:hidden">{untilOf(expiresAt, isExpired)}</TableCell>
      <TableCell align="end">
        <Button
          variant="ghost"
          size="icon-sm"
          title={label}
          aria-label={label}
          onClick={() => {
            onRemove(entry);
          }}
        >
          <Trash2 aria-hidden />
        </Button>
      </TableCell>
    </TableRow>
  );
}

/** The last day on which it holds. */
function untilOf(expiresAt: string | null, isExpired: boolean): string {
  if (expiresAt === null) return "For good";
  const day = new Date(Date.parse(expiresAt) - 1).toISOString().slice(0, 10);
  return isExpired ? `Over since ${day}` : day;
}
