import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/components/ui/cn";
import { amount, shortDays } from "@/components/usage/format-usage";
import type { ShownGroup } from "@/components/usage/spending-card";
import type { UsageReport } from "@/lib/usage/usage-report";

type SpendingTableProps = {
  points: UsageReport["series"]["points"];
  groups: readonly ShownGroup[];
  total: string;
  isWeekly: boolean;
};

/** The graph's numbers, the latest first, with the sums below. */
export function SpendingTable({ points, groups, total, isWeekly }: SpendingTableProps) {
  return (
    <Table
      caption={`Credits by ${isWeekly ? "week" : "day"}, the latest first`}
      boxClassName="max-h-80 rounded-t-none border-x-0 border-b-0"
    >
      <TableHeader>
        <TableRow>
          <TableHead pinned>{isWeekly ? "Week" : "Day"}</TableHead>
          {groups.map(({ id, word, colour }) => (
            <TableHead key={id} align="end">
              <span aria-hidden className="mr-1.5 inline-block size-2 rounded-sm" style={{ background: colour }} />
              {word}
            </TableHead>
          ))}
          <TableHead align="end">Total</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {points.toReversed().map((point) => (
          <TableRow key={point.from} className="h-8">
            <TableCell pinned>{shortDays(point)}</TableCell>
            {groups.map(({ id }, place) => (
              <Credits key={id} credits={point.credits[place] ?? "0"} />
            ))}
            <Credits credits={point.total} className="font-medium" />
          </TableRow>
        ))}
      </TableBody>
      <tfoot className="sticky bottom-0 z-10">
        <TableRow>
          <TableCell pinned className="border-t border-b-0 bg-background">
            Sum
          </TableCell>
          {groups.map(({ id, credits }) => (
            <Credits key={id} credits={credits} className="border-t border-b-0 bg-background font-medium" />
          ))}
          <Credits credits={total} className="border-t border-b-0 bg-background font-semibold" />
        </TableRow>
      </tfoot>
    </Table>
  );
}

function Credits({ credits, className }: { credits: string; className?: string }) {
  return (
    <TableCell align="end" className={cn(credits === "0" && "text-faint-foreground", className)}>
      {amount(credits)}
    </TableCell>
  );
}
