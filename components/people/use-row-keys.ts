"use client";

import type { RefObject } from "react";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { usePageKeys } from "@/components/shell/use-page-keys";
import { walkRows } from "@/components/shell/walk-rows";

const MEANINGS: readonly KeyMeaning[] = [
  ["j  k", "Next and previous row"],
  ["Enter", "Open the row"],
];

/** `j` and `k` walk the rows: the focus goes to each row's link, so that Enter opens it. */
export function useRowKeys(table: RefObject<HTMLTableElement | null>): void {
  usePageKeys({
    meanings: MEANINGS,
    onKey: (key) => {
      const links = [...(table.current?.querySelectorAll<HTMLElement>("tbody a[data-row]") ?? [])];
      return walkRows(key, links, (link) => link);
    },
  });
}
