"use client";

import type { RefObject } from "react";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { usePageKeys } from "@/components/shell/use-page-keys";
import { walkRows } from "@/components/shell/walk-rows";

type Answers = Record<"a" | "d", (lookupId: string) => void>;

const MEANINGS: readonly KeyMeaning[] = [
  ["j  k", "Next and previous request"],
  ["a  d", "Approve, decline"],
  ["Enter", "Open the request"],
];

/** `j` and `k` walk the requests, `a` and `d` answer the one that has the focus. */
export function useApprovalKeys(list: RefObject<HTMLElement | null>, answers: Answers): void {
  usePageKeys({
    meanings: MEANINGS,
    onKey: (key, { repeat }) => {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-approval]") ?? [])];
      if (walkRows(key, rows, (row) => row.querySelector("a"))) return true;
      const lookupId = rows.find((row) => row.contains(document.activeElement))?.dataset["approval"];
      // A key that is held down answers once.
      if (lookupId === undefined || repeat || (key !== "a" && key !== "d")) return false;
      answers[key](lookupId);
      return true;
    },
  });
}
