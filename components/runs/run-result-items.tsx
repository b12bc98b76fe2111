"use client";

import { Download, ListPlus, Undo2, UsersRound } from "lucide-react";
import Link from "next/link";
import type { ReactElement } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { RunDto } from "@/lib/runs/schema";

export type ResultTask = "download" | "list" | "undo";

type RunResultItemsProps = { trigger: ReactElement; run: RunDto; onTask: (task: ResultTask) => void };

export function RunResultItems({ trigger, run, onTask }: RunResultItemsProps) {
  const { id, counts, may, undoneAt } = run;
  const { matched = 0, ours = 0 } = counts;
  const hasPeople = matched + ours > 0;
  // Whoever may retry a run may do with its people what a rep may; a reviewer may not.
  const mayChange = may.undo || may.retry || may.pause || may.resume || may.stop;
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => onTask("download")}>
          <Download aria-hidden /> Download…
        </DropdownMenuItem>
        {hasPeople && (
          <DropdownMenuItem asChild>
            <Link href={`/people?run=${encodeURIComponent(id)}`} prefetch={false}>
              <UsersRound aria-hidden /> Show in People
            </Link>
          </DropdownMenuItem>
        )}
        {hasPeople && mayChange && (
          <DropdownMenuItem onSelect={() => onTask("list")}>
            <ListPlus aria-hidden /> Add everybody to a list…
          </DropdownMenuItem>
        )}
        {undoneAt !== null && <DropdownMenuLabel>What it brought was taken back</DropdownMenuLabel>}
        {may.undo && undoneAt === null && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem tone="danger" onSelect={() => onTask("undo")}>
              <Undo2 aria-hidden /> Undo this run…
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
