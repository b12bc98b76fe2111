"use client";

import { memo } from "react";
import { CELL_WIDTHS, COLUMNS, STUCK, type ColumnId } from "@/components/people-table/columns";
import { CELLS } from "@/components/people-table/person-cells";
import { TickBox } from "@/components/shared/tick-box";
import { cn } from "@/components/ui/cn";
import { TableCell } from "@/components/ui/table";
import type { PersonSummaryDto } from "@/lib/people/schema";

type PersonRowProps = {
  person: PersonSummaryDto;
  index: number;
  columns: readonly ColumnId[];
  /** Null: rows cannot be marked. */
  isMarked: boolean | null;
  isOpen: boolean;
};

/**
 * One person. What is clicked in it the table listens to, so that a row is drawn again only when it changes. It lies in a
 * box of its own, in which nothing moves when others come and go; a table that lays out its rows itself does so with all
 * of them at every step of a scroll. The roles say what the display takes away.
 */
export const PersonRow = memo(function PersonRow({ person, index, columns, isMarked, isOpen }: PersonRowProps) {
  const isOn = isMarked === true || isOpen;
  return (
    <tr
      role="row"
      data-index={index}
      data-on={isOn || undefined}
      aria-rowindex={index + 2}
      style={{ top: `calc(var(--row-height) * ${String(index)})` }}
      className="group/row absolute inset-x-0 flex h-(--row-height) cursor-pointer [contain:strict]"
    >
      {isMarked !== null && (
        <TableCell role="cell" className={cn(CELL, STUCK, "w-9 px-0 group-data-on/row:bg-selected max-sm:hidden")}>
          <label className="flex h-full cursor-pointer items-center justify-center">
            <TickBox aria-label={`Select ${person.name}`} checked={isMarked} onChange={heardByTheTable} />
          </label>
        </TableCell>
      )}
      {columns.map((id) => (
        <TableCell
          key={id}
          role="cell"
          {...(COLUMNS[id].align && { align: COLUMNS[id].align })}
          className={cn(
            CELL,
            CELL_WIDTHS[id],
            "group-data-on/row:bg-selected",
            id === "name" && [STUCK, "font-medium group-focus-within/row:bg-selected"],
            id === "name" && isMarked !== null && "sm:pl-1 sm:group-data-aside/grid:left-9",
            "max-w-none",
            id !== "name" && id !== "phone" && "max-sm:hidden",
          )}
        >
          {CELLS[id](person)}
        </TableCell>
      ))}
      <td
        aria-hidden
        className="block flex-1 border-b bg-card p-0 group-hover/row:bg-hover group-data-on/row:bg-selected max-sm:hidden"
      />
    </tr>
  );
});

const CELL = "block shrink-0 content-center transition-none";

const heardByTheTable = () => undefined;
