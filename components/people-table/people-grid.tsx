"use client";

import type { ChangeEvent, CSSProperties, FocusEvent, MouseEvent, ReactNode, RefObject } from "react";
import { SELECT_WIDTH, type ColumnId } from "@/components/people-table/columns";
import { widthOf, type Widths } from "@/components/people-table/layout";
import { PeopleHead } from "@/components/people-table/people-head";
import { PersonRow } from "@/components/people-table/person-row";
import { isSelected } from "@/components/people-table/selection";
import { useColumnModel } from "@/components/people-table/use-column-model";
import type { PeopleRows } from "@/components/people-table/use-people-rows";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import type { MarkedRows } from "@/components/people-table/use-selection";
import { HEAD_HEIGHT, ROW_HEIGHT_VARS, type VirtualRows } from "@/components/people-table/use-virtual-rows";
import { cn } from "@/components/ui/cn";

/** Two borders, and the bar that scrolls sideways. */
const FRAME_HEIGHT = 14;

type PeopleGridProps = {
  view: PeopleTableView;
  rows: PeopleRows;
  virtual: VirtualRows;
  /** Null: rows cannot be marked. */
  marked: MarkedRows | null;
  /** Beside the table, or in a new tab. */
  onOpen: (id: string, isElsewhere: boolean) => void;
};

/** A real table of which only the rows in sight are drawn. */
export function PeopleGrid({ view, rows: { people, hasMore }, virtual, marked, onOpen }: PeopleGridProps) {
  const model = useColumnModel(view);
  const columns = model.getVisibleLeafColumns().map(({ id }) => id as ColumnId);
  const key = columns.join();
  const hear = listen({ marked, onOpen, onFocusRow: virtual.setFocused, idAt: (index) => people[index]?.id });
  return (
    <GridBox box={virtual.box} rows={people.length} isCompact={view.isCompact}>
      <table
        role="table"
        aria-rowcount={hasMore ? -1 : people.length + 1}
        className="block w-full text-left text-sm sm:w-(--width-all) sm:min-w-full"
        style={widthsStyle(view.widths, columns, marked !== null)}
      >
        <caption className="sr-only">People</caption>
        <PeopleHead model={model} view={view} marked={marked} />
        <tbody role="rowgroup" className="relative block" style={{ height: heightOf(people.length) }} {...hear}>
          {virtual.rows.map(({ index }) => {
            const person = people[index];
            if (!person) return null;
            return (
              <PersonRow
                key={person.id}
                person={person}
                index={index}
                columns={columnsOf(key)}
                isMarked={marked && isSelected(marked.selection, person.id)}
                isOpen={view.personId === person.id}
              />
            );
          })}
        </tbody>
      </table>
    </GridBox>
  );
}

type GridBoxProps = { box?: RefObject<HTMLDivElement | null>; rows?: number; isCompact?: boolean; children: ReactNode };

/** As high as its rows, and no higher than what is left of the window, so that the header and the foot stay in sight. */
export function GridBox({ box, rows, isCompact = false, children }: GridBoxProps) {
  const height = rows === undefined ? "100dvh" : heightOf(rows, HEAD_HEIGHT + FRAME_HEIGHT);
  return (
    <div
      ref={box}
      role="region"
      aria-label="People"
      tabIndex={0}
      style={{ height: `min(${height}, max(20rem, calc(100dvh - 17.5rem)))` }}
      className={cn(
        "group/grid relative overflow-auto overscroll-x-contain rounded-lg border bg-card [contain:strict] focus-visible:outline-offset-0",
        isCompact ? ROW_HEIGHT_VARS.compact : ROW_HEIGHT_VARS.usual,
      )}
    >
      {children}
    </div>
  );
}

const heightOf = (rows: number, morePx = 0): string =>
  `calc(var(--row-height) * ${String(rows)} + ${String(morePx)}px)`;

const columnLists = new Map<string, readonly ColumnId[]>();

/** The same list for the same columns, so that no row is drawn again for it. */
function columnsOf(key: string): readonly ColumnId[] {
  const known = columnLists.get(key) ?? (key.split(",") as ColumnId[]);
  columnLists.set(key, known);
  return known;
}

function widthsStyle(widths: Widths, columns: readonly ColumnId[], hasBoxes: boolean): CSSProperties {
  const each = columns.map((id) => [`--width-${id}`, `${String(widthOf(widths, id))}px`] as const);
  const sum = columns.map((id) => `var(--width-${id})`).join(" + ");
  const all = ["--width-all", `calc(${sum} + ${hasBoxes ? SELECT_WIDTH : 0}px)`] as const;
  return Object.fromEntries([...each, all]);
}

type Hearing = {
  marked: MarkedRows | null;
  onOpen: PeopleGridProps["onOpen"];
  onFocusRow: (index: number | null) => void;
  idAt: (index: number) => string | undefined;
};

/** What the rows are asked for, by whoever clicks in one or brings the focus there. */
function listen({ marked, onOpen, onFocusRow, idAt }: Hearing) {
  const idOf = (event: { target: EventTarget }) => idAt(rowOf(event.target) ?? -1);
  return {
    onChange: (event: ChangeEvent<HTMLTableSectionElement>) => {
      const id = idOf(event);
      const { nativeEvent } = event as { nativeEvent: Event };
      if (id) marked?.toggle(id, nativeEvent instanceof globalThis.MouseEvent && nativeEvent.shiftKey);
    },
    // Before the link hears of it: a plain click opens the person beside the table, and Enter opens the page.
    onClickCapture: (event: MouseEvent<HTMLTableSectionElement>) => {
      const id = idOf(event);
      const control = event.target instanceof Element ? event.target.closest("a, button, label, input") : null;
      const isByKey = event.detail === 0;
      const isLink = control?.matches("a[data-row]") === true;
      if (!id || (control && !isLink) || (isLink && isByKey) || window.getSelection()?.type === "Range") return;
      const isElsewhere = event.ctrlKey || event.metaKey;
      if (isLink && (isElsewhere || event.shiftKey)) return;
      event.preventDefault();
      onOpen(id, isElsewhere);
    },
    onFocus: (event: FocusEvent<HTMLTableSectionElement>) => {
      onFocusRow(rowOf(event.target));
    },
    onBlur: (event: FocusEvent<HTMLTableSectionElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) onFocusRow(null);
    },
  };
}

function rowOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("tr[data-index]") : null;
  return row === null ? null : Number(row.dataset["index"]);
}
