"use client";

import { Ban, Download, ListPlus, RefreshCw, Tag, UserRound, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** What can be done with the marked people. */
export type BulkTask = "tag" | "list" | "owner" | "refresh" | "suppress";

type BulkBarProps = {
  /** Null where nobody has counted that far. */
  count: number | null;
  /** Offered while only loaded ones are marked: how many there are in all. */
  onSelectMatching: (() => void) | null;
  matching: string;
  /** The file with the marked ones; null where it cannot be made. */
  exportHref: string | null;
  maySuppress: boolean;
  onTask: (task: BulkTask) => void;
  onClear: () => void;
};

const COUNT = new Intl.NumberFormat("en");

export function BulkBar(props: BulkBarProps) {
  const { count, onSelectMatching, matching, exportHref, maySuppress, onTask, onClear } = props;
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-4 z-10 flex justify-center px-4 md:pl-60">
      <section
        aria-label="Selected people"
        className="pointer-events-auto flex max-w-full flex-wrap items-center gap-1 rounded-lg border bg-popover p-1.5 shadow-overlay motion-safe:animate-rise-in"
      >
        <span role="status" className="px-2 text-sm font-medium tabular-nums">
          {count === null ? "All that match" : `${COUNT.format(count)} selected`}
        </span>
        {onSelectMatching && (
          <Button size="sm" variant="ghost" className="text-foreground underline" onClick={onSelectMatching}>
            {matching}
          </Button>
        )}
        <span aria-hidden className="mx-1 h-5 w-px bg-border" />
        <Task icon={Tag} onClick={() => onTask("tag")}>
          Tag
        </Task>
        <Task icon={ListPlus} onClick={() => onTask("list")}>
          Add to list
        </Task>
        <Task icon={UserRound} onClick={() => onTask("owner")}>
          Owner
        </Task>
        <Task icon={RefreshCw} onClick={() => onTask("refresh")}>
          Refresh
        </Task>
        <ExportLink href={exportHref} />
        {maySuppress && (
          <Task icon={Ban} onClick={() => onTask("suppress")}>
            Suppress
          </Task>
        )}
        <Button size="icon-sm" variant="ghost" aria-label="Clear the selection" title="Clear (Esc)" onClick={onClear}>
          <X aria-hidden />
        </Button>
      </section>
    </div>
  );
}

function ExportLink({ href }: { href: string | null }) {
  if (href === null) {
    return (
      <Button
        size="sm"
        variant="ghost"
        disabled
        title="A file names at most 200 people one by one. Select all that match."
      >
        <Download aria-hidden />
        Export
      </Button>
    );
  }
  return (
    <Button size="sm" variant="ghost" asChild>
      <a href={href} download>
        <Download aria-hidden />
        Export
      </a>
    </Button>
  );
}

type TaskProps = { icon: LucideIcon; onClick: () => void; children: ReactNode };

function Task({ icon: Icon, onClick, children }: TaskProps) {
  return (
    <Button size="sm" variant="ghost" onClick={onClick}>
      <Icon aria-hidden />
      {children}
    </Button>
  );
}
