"use client";

import { memo } from "react";
import { COLUMNS, type ColumnId } from "@/components/people-table/columns";
import { CELLS } from "@/components/people-table/person-cells";
import { TickBox } from "@/components/shared/tick-box";
import { cn } from "@/components/ui/cn";
import { TableCell, TableRow } from "@/components/ui/table";
import type { PersonSummaryDto } from "@/lib/people/schema";

type PersonRowProps = {
  person: PersonSummaryDto;
  index: number;
  columns: readonly ColumnId[];
  isCompact: boolean;
  /** Null: rows cannot be marked. */
  isMarked: boolean | null;
  isOpen: boolean;
};

/** One person. What is clicked in it the table listens to, so that a row is drawn again only when it changes. */
export const PersonRow = memo(function PersonRow({
  person,
  index,
  columns,
  isCompact,
  isMarked,
  isOpen,
}: PersonRowProps) {
  const isOn = isMarked === true || isOpen;
  return (
    <TableRow
      data-index={index}
      data-on={isOn || undefined}
      aria-rowindex={index + 2}
      className={cn("cursor-pointer max-sm:h-14", isCompact && "sm:h-7")}
    >
      {isMarked !== null && (
        <TableCell pinned className="px-0 group-data-on/row:bg-selected max-sm:hidden">
          <label className="flex h-full cursor-pointer items-center justify-center">
            <TickBox aria-label={`Select ${person.name}`} checked={isMarked} onChange={heardByTheTable} />
          </label>
        </TableCell>
      )}
      {columns.map((id) => (
        <TableCell
          key={id}
          pinned={id === "name"}
          {...(COLUMNS[id].align && { align: COLUMNS[id].align })}
          className={cn(
            "group-data-on/row:bg-selected",
            id === "name" && "group-focus-within/row:bg-selected",
            id === "name" && isMarked !== null && "sm:left-9 sm:pl-1",
            id !== "name" && "max-w-none",
            id !== "name" && id !== "phone" && "max-sm:hidden",
          )}
        >
          {CELLS[id](person)}
        </TableCell>
      ))}
      <td
        aria-hidden
        className="border-b bg-card p-0 transition-colors group-hover/row:bg-hover group-data-on/row:bg-selected max-sm:hidden"
      />
    </TableRow>
  );
});

const heardByTheTable = () => undefined;
