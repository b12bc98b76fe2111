"use client";

import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useState, type DragEvent, type KeyboardEvent, type ReactElement } from "react";
import { COLUMN_IDS, COLUMNS, type ColumnId } from "@/components/people-table/columns";
import { moveColumn } from "@/components/people-table/layout";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import { LiveRegion } from "@/components/shared/live-region";
import { TickBox } from "@/components/shared/tick-box";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Switch } from "@/components/ui/switch";

type ColumnPickerProps = { view: PeopleTableView; trigger: ReactElement; onClose: () => void };

export function ColumnPicker({ view, trigger, onClose }: ColumnPickerProps) {
  const { columns, isCompact } = view;
  const hidden = COLUMN_IDS.filter((id) => id !== "name" && !columns.includes(id));
  return (
    <Popover
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent aria-label="Columns" align="end" className="w-64 p-2">
        <Shown columns={columns} onColumns={view.setColumns} />
        {hidden.length > 0 && (
          <>
            <p className="px-2 pt-2 pb-1 text-xs text-muted-foreground">Hidden</p>
            <ul>
              {hidden.map((id) => (
                <li key={id} className={ROW_STYLE}>
                  <Box id={id} isOn={false} onToggle={() => view.setColumns([...columns, id])} />
                </li>
              ))}
            </ul>
          </>
        )}
        <div className="mt-2 flex items-center justify-between gap-2 border-t px-2 pt-2">
          <Field layout="inline" label="Compact rows">
            <Switch checked={isCompact} onCheckedChange={view.setCompact} />
          </Field>
          {!view.isUsualLayout && (
            <Button size="sm" variant="ghost" onClick={view.resetLayout}>
              Reset
            </Button>
          )}
        </div>
      </PopoverContent>
    </Popover>
  );
}

const ROW_STYLE = "group/column flex h-8 items-center gap-1.5 rounded-md px-2 hover:bg-hover";

type ShownProps = { columns: readonly ColumnId[]; onColumns: (columns: readonly ColumnId[]) => void };

/** In their order, which is changed by dragging, by the arrows beside them, or by Alt and an arrow key. */
function Shown({ columns, onColumns }: ShownProps) {
  const [dragged, setDragged] = useState<ColumnId | null>(null);
  const [said, setSaid] = useState("");
  const move = (id: ColumnId, to: number) => {
    if (to < 0 || to >= columns.length) return;
    onColumns(moveColumn(columns, id, to));
    setSaid(`${COLUMNS[id].label} is column ${String(to + 2)} of ${String(columns.length + 1)}.`);
  };
  const onKeyDown = (id: ColumnId, at: number) => (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    move(id, at + by);
  };
  const onDragOver = (at: number) => (event: DragEvent) => {
    if (dragged === null) return;
    event.preventDefault();
    if (columns[at] !== dragged) move(dragged, at);
  };
  return (
    <>
      <ul aria-label="Shown, in their order">
        {columns.map((id, at) => (
          <li
            key={id}
            draggable
            className={cn(ROW_STYLE, dragged === id && "bg-selected")}
            onKeyDown={onKeyDown(id, at)}
            onDragStart={() => {
              setDragged(id);
            }}
            onDragOver={onDragOver(at)}
            onDragEnd={() => {
              setDragged(null);
            }}
          >
            <Box id={id} isOn onToggle={() => onColumns(columns.filter((column) => column !== id))} />
            <MoveButton id={id} to="up" isOff={at === 0} onMove={() => move(id, at - 1)} />
            <MoveButton id={id} to="down" isOff={at === columns.length - 1} onMove={() => move(id, at + 1)} />
            <GripVertical aria-hidden className="size-3.5 shrink-0 cursor-grab text-faint-foreground" />
          </li>
        ))}
      </ul>
      <LiveRegion message={said} />
    </>
  );
}

function Box({ id, isOn, onToggle }: { id: ColumnId; isOn: boolean; onToggle: () => void }) {
  return (
    <label className="flex h-full min-w-0 flex-1 cursor-pointer items-center gap-2">
      <TickBox checked={isOn} onChange={onToggle} />
      <span className="truncate">{COLUMNS[id].label}</span>
    </label>
  );
}

type MoveButtonProps = { id: ColumnId; to: "up" | "down"; isOff: boolean; onMove: () => void };

function MoveButton({ id, to, isOff, onMove }: MoveButtonProps) {
  const Icon = to === "up" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      aria-label={`Move ${COLUMNS[id].label} ${to}`}
      aria-disabled={isOff || undefined}
      className="flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground opacity-0 group-focus-within/column:opacity-100 group-hover/column:opacity-100 hover:bg-selected focus-visible:opacity-100 aria-disabled:cursor-default aria-disabled:opacity-0"
      onClick={onMove}
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}
