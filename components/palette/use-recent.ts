"use client";

import { useQueries } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import type { PaletteCommand } from "@/components/palette/command";
import { readRecent, type RecentOwner } from "@/components/palette/recent-store";
import { peopleQueries } from "@/lib/people/queries";

const PERSON = "person:";

type Recent = { owner: RecentOwner; known: readonly PaletteCommand[]; open: (href: string) => void };

/** What was chosen last, the latest first. Names are asked for anew: whoever was erased has none. */
export function useRecent({ owner, known, open }: Recent): PaletteCommand[] {
  const ids = readRecent(owner);
  const personIds = ids.filter((id) => id.startsWith(PERSON)).map((id) => id.slice(PERSON.length));
  const people = useQueries({
    queries: personIds.map((id) => ({ ...peopleQueries.detail(id), retry: false, staleTime: 60_000 })),
    combine: (results) => results.flatMap(({ data }) => (data ? [data.person] : [])),
  });
  return ids.flatMap((id) => {
    const command = known.find((one) => one.id === id);
    if (command) return [command];
    const person = people.find((one) => `${PERSON}${one.id}` === id);
    if (!person) return [];
    const run = () => {
      open(`/people/${person.id}`);
    };
    return [{ id, label: person.name, hint: person.companyName ?? "", icon: UserRound, run }];
  });
}
