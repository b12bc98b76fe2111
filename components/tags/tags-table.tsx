"use client";

import Link from "next/link";
import { useRef } from "react";
import { useRowKeys } from "@/components/people/use-row-keys";
import { TagChip } from "@/components/tags/tag-chip";
import { TagMenuButton } from "@/components/tags/tag-menu-button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CountedTagDto } from "@/lib/tags/schema";

type TagsTableProps = { tags: readonly CountedTagDto[]; mayChange: boolean };

export function TagsTable({ tags, mayChange }: TagsTableProps) {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <Table ref={table} caption="Tags">
      <TableHeader>
        <TableRow>
          <TableHead>Tag</TableHead>
          <TableHead align="end">People</TableHead>
          <TableHead className="w-12">
            <span className="sr-only">Change</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {tags.map((tag) => (
          <TableRow key={tag.id}>
            <TableCell className="group-focus-within/row:bg-selected">
              <Link href={`/people?tag=${tag.id}`} data-row="" prefetch={false} className="inline-flex rounded-sm">
                <TagChip {...tag} />
              </Link>
            </TableCell>
            <TableCell align="end">{tag.people === null ? "10,000+" : tag.people.toLocaleString("en")}</TableCell>
            <TableCell className="text-right">{mayChange && <TagMenuButton tag={tag} />}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
