"use client";

import { Columns3 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { PeopleTableView } from "@/components/people-table/use-people-view";
import { Button } from "@/components/ui/button";

const importPicker = () => import("@/components/people-table/column-picker").then((m) => ({ default: m.ColumnPicker }));
const ColumnPicker = lazy(importPicker);

/** Which columns there are, their order, and how high the rows are. */
export function ColumnButton({ view }: { view: PeopleTableView }) {
  const [isOpen, setIsOpen] = useState(false);
  const trigger = (
    <Button
      size="sm"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      className="max-sm:hidden"
      onPointerEnter={importPicker}
      onFocus={importPicker}
      onClick={() => {
        setIsOpen(!isOpen);
      }}
    >
      <Columns3 aria-hidden />
      Columns
    </Button>
  );
  if (!isOpen) return trigger;
  return (
    <Suspense fallback={trigger}>
      <ColumnPicker view={view} trigger={trigger} onClose={() => setIsOpen(false)} />
    </Suspense>
  );
}
