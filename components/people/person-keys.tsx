"use client";

import { useQuery } from "@tanstack/react-query";
import { askForTags } from "@/components/palette/palette-store";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { usePageKeys } from "@/components/shell/use-page-keys";
import { taskQueries } from "@/lib/notes/queries";

const MEANINGS: readonly KeyMeaning[] = [["t", "Tag this person"]];
const NONE: readonly KeyMeaning[] = [];

/** The single keys of a person's page: `t` asks for tags, of whoever may change something here. */
export function PersonKeys({ personId }: { personId: string }) {
  const { data } = useQuery(taskQueries.ofPerson(personId));
  const mayTag = data?.mayWrite ?? false;
  usePageKeys({
    meanings: mayTag ? MEANINGS : NONE,
    onKey: (key, { repeat }) => {
      if (key !== "t" || repeat || !mayTag) return false;
      askForTags(personId);
      return true;
    },
  });
  return null;
}
