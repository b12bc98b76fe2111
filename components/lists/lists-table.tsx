"use client";

import Link from "next/link";
import { useRef } from "react";
import { ListMenuButton } from "@/components/lists/list-menu-button";
import { ListVisibility } from "@/components/lists/list-visibility";
import { useRowKeys } from "@/components/people/use-row-keys";
import { RelativeTime } from "@/components/shared/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ListDto } from "@/lib/lists/schema";

export function ListsTable({ lists }: { lists: readonly ListDto[] }) {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <Table ref={table} caption="Lists">
      <TableHeader>
        <TableRow>
          <TableHead pinned>Name</TableHead>
          <TableHead align="end">People</TableHead>
          <TableHead className="max-sm:hidden">Owner</TableHead>
          <TableHead>Shared</TableHead>
          <TableHead className="max-sm:hidden">Updated</TableHead>
          <TableHead className="w-12">
            <span className="sr-only">Change</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lists.map((list) => (
          <ListRow key={list.id} list={list} />
        ))}
      </TableBody>
    </Table>
  );
}

function ListRow({ list }: { list: ListDto }) {
  const { id, name, people, owner, isMine, isShared, updatedAt } = list;
  return (
    <TableRow>
      <TableCell pinned className="group-focus-within/row:bg-selected">
        <Link href={`/lists/${id}`} data-row="" prefetch={false} className="block truncate rounded-sm hover:underline">
          <bdi>{name}</bdi>
        </Link>
      </TableCell>
      <TableCell align="end">{people === null ? "10,000+" : people.toLocaleString("en")}</TableCell>
      <TableCell className="max-sm:hidden">
        {isMine ? "You" : (owner ?? <span className="text-faint-foreground">Has left</span>)}
      </TableCell>
      <TableCell>
        <ListVisibility isShared={isShared} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <RelativeTime at={updatedAt} className="text-muted-foreground" />
      </TableCell>
      <TableCell className="text-right">{list.mayChange && <ListMenuButton list={list} />}</TableCell>
    </TableRow>
  );
}
