"use client";

import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { COLUMNS, WIDTH_MAX, WIDTH_MIN, WIDTH_STEP, type ColumnId } from "@/components/people-table/columns";
import { boundWidth } from "@/components/people-table/layout";

const STEPS: Partial<Record<string, number>> = { ArrowLeft: -WIDTH_STEP, ArrowRight: WIDTH_STEP };

type ColumnEdgeProps = {
  id: ColumnId;
  width: number;
  /** Null: as wide as it usually is. */
  onWidth: (width: number | null) => void;
};

/** The edge by which a column is made wider. While it is dragged only the table's own style changes: no row is drawn again. */
export function ColumnEdge({ id, width, onWidth }: ColumnEdgeProps) {
  const drag = useRef<{ from: number; width: number } | null>(null);
  const dragged = ({ clientX }: PointerEvent) => {
    const { from, width: before } = drag.current ?? { from: clientX, width };
    return boundWidth(before + clientX - from);
  };
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onWidth(boundWidth(width + by));
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${COLUMNS[id].label}`}
      aria-valuenow={width}
      aria-valuemin={WIDTH_MIN}
      aria-valuemax={WIDTH_MAX}
      tabIndex={0}
      className="absolute inset-y-0 -right-px w-2 cursor-col-resize touch-none border-r border-transparent transition-colors hover:border-border-strong focus-visible:border-ring focus-visible:outline-none"
      onKeyDown={step}
      onDoubleClick={() => onWidth(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        const table = event.currentTarget.closest("table");
        table?.style.setProperty(`--width-${id}`, `${String(dragged(event))}px`);
      }}
      onPointerUp={(event) => {
        const next = dragged(event);
        const isMoved = drag.current !== null && next !== width;
        drag.current = null;
        if (isMoved) onWidth(next);
      }}
    />
  );
}
