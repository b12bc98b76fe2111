import { Skeleton } from "@/components/ui/skeleton";
import { TableCell, TableRow } from "@/components/ui/table";

type SkeletonRowsProps = {
  count: number;
  /** The width of what stands in each column. */
  widths: readonly string[];
  /** The columns that narrow screens show too. */
  narrow: readonly number[];
};

/** The rows of a table before there are any. */
export function SkeletonRows({ count, widths, narrow }: SkeletonRowsProps) {
  return Array.from({ length: count }, (_, row) => (
    <TableRow key={row} className="max-sm:h-14">
      {widths.map((width, column) => (
        <TableCell key={column} className={narrow.includes(column) ? "" : "max-sm:hidden"}>
          <Skeleton className={`h-3.5 max-w-full ${width}`} />
        </TableCell>
      ))}
    </TableRow>
  ));
}
