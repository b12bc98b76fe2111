"use client";

import { Merge, Pencil, Trash2 } from "lucide-react";
import type { ReactElement } from "react";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { deleteTagAction, undoTagChangeAction } from "@/lib/tags/actions";
import type { CountedTagDto } from "@/lib/tags/schema";

type TagMenuProps = { trigger: ReactElement; tag: CountedTagDto; onAsk: (asked: "change" | "merge") => void };

export function TagMenu({ trigger, tag: { id, name }, onAsk }: TagMenuProps) {
  const { mutate } = useBulkChange();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent isInline align="end" className="w-52 text-left">
        <DropdownMenuItem
          onSelect={() => {
            onAsk("change");
          }}
        >
          <Pencil aria-hidden /> Name and colour…
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() => {
            onAsk("merge");
          }}
        >
          <Merge aria-hidden /> Merge into another…
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem
          tone="danger"
          onSelect={() => {
            mutate({
              change: () => deleteTagAction({ id }),
              undo: undoTagChangeAction,
              done: (people) => `Deleted “${name}”, which ${peopleWords(people)} had`,
            });
          }}
        >
          <Trash2 aria-hidden /> Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
