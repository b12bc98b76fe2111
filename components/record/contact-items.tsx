"use client";

import type { ReactElement } from "react";
import type { Contact } from "@/components/record/contact";
import { useRecordChange } from "@/components/record/use-record-change";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { markContactAction, removeContactAction } from "@/lib/people/actions";

type ContactItemsProps = { trigger: ReactElement; contact: Contact; onEdit: () => void };

const DONE = {
  primary: "It stands first now",
  not_primary: "The best one stands first again",
  wrong: "Marked as wrong: kept, and used for nothing",
  right: "No longer wrong",
} as const;

export function ContactItems({ trigger, contact, onEdit }: ContactItemsProps) {
  const { id, isPrimary, isWrong, isMasked } = contact;
  const marking = useRecordChange({ change: markContactAction, done: ({ mark }) => ({ title: DONE[mark] }) });
  const removing = useRecordChange({
    change: removeContactAction,
    done: () => ({ title: "Removed", description: "Should a new answer bring it, it is there again." }),
  });
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {!isWrong && (
          <DropdownMenuItem onSelect={() => void marking.save({ id, mark: isPrimary ? "not_primary" : "primary" })}>
            {isPrimary ? "Not first any more" : "Put first"}
          </DropdownMenuItem>
        )}
        {!isMasked && <DropdownMenuItem onSelect={onEdit}>Edit…</DropdownMenuItem>}
        <DropdownMenuItem onSelect={() => void marking.save({ id, mark: isWrong ? "right" : "wrong" })}>
          {isWrong ? "Not wrong after all" : "Mark as wrong"}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => void removing.save({ id })}>
          Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
