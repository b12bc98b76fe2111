"use client";

import { Lock, Pencil, Trash2, UsersRound } from "lucide-react";
import type { ReactElement } from "react";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import { useChange } from "@/components/shared/use-change";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { deleteListAction, shareListAction, undoListChangeAction } from "@/lib/lists/actions";
import { listKeys } from "@/lib/lists/queries";
import type { ListDto } from "@/lib/lists/schema";

/** Of a list that is going, nothing is to be asked any more; one that could not be deleted stays. */
export type OnDeletion = (state: "begun" | "done" | "failed") => void;

type ListMenuProps = {
  trigger: ReactElement;
  list: ListDto;
  onRename: (list: ListDto) => void;
  onDeletion?: OnDeletion;
};

/** What may be done with a list by whoever may change it. */
export function ListMenu({ trigger, list, onRename, onDeletion }: ListMenuProps) {
  const { id, name, isShared } = list;
  const { make } = useChange([listKeys.all]);
  const { mutateAsync } = useBulkChange();
  const remove = async () => {
    onDeletion?.("begun");
    const result = await mutateAsync({
      change: () => deleteListAction({ id }),
      undo: undoListChangeAction,
      done: (people) => `Deleted “${name}” with ${peopleWords(people)} in it; they stay`,
    }).catch(() => null);
    onDeletion?.(result?.ok ? "done" : "failed");
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent isInline align="end" className="w-52 text-left">
        <DropdownMenuItem
          onSelect={() => {
            onRename(list);
          }}
        >
          <Pencil aria-hidden /> Rename…
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void make(sharing(list, !isShared))}>
          {isShared ? <Lock aria-hidden /> : <UsersRound aria-hidden />}
          {isShared ? "Make private" : "Share with everybody"}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => void remove()}>
          <Trash2 aria-hidden /> Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function sharing({ id, name, owner, isMine }: ListDto, isShared: boolean) {
  const whose = isMine ? "only you see" : `only ${owner ?? "its owner"} sees`;
  return {
    change: () => shareListAction({ id, isShared }),
    done: isShared ? `Everybody here sees “${name}” now` : `From now on ${whose} “${name}”`,
    // A list that an admin made private is its owner's: whoever cannot see it cannot take that back.
    ...((isShared || isMine) && {
      undo: () => ({ change: () => shareListAction({ id, isShared: !isShared }), done: "It is as it was" }),
    }),
  };
}
