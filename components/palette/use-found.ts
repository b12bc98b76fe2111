"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Bookmark, ListChecks, UserRound, UserRoundSearch } from "lucide-react";
import { lookupHref } from "@/components/lookups/lookup-href";
import { useDebounced } from "@/components/lookups/use-debounced";
import { findCommands, type PaletteCommand, type PaletteGroup } from "@/components/palette/command";
import { readPersonLine } from "@/components/palette/read-clipboard";
import { listQueries } from "@/lib/lists/queries";
import { peopleQueries } from "@/lib/people/queries";
import { viewQueries } from "@/lib/views/queries";

const PAUSE_MS = 150;
const PEOPLE_MAX = 8;

type Found = { typed: string; open: (href: string) => void; mayLookUp: boolean };

/** What the workspace holds that fits what was typed: people, saved views, lists; and the way to ask the provider. */
export function useFound({ typed, open, mayLookUp }: Found): { groups: PaletteGroup[]; isSearching: boolean } {
  const text = typed.trim().slice(0, 200);
  const settled = useDebounced(text, PAUSE_MS);
  const people = useInfiniteQuery({ ...peopleQueries.list({ q: settled }), enabled: settled !== "" });
  const views = useQuery(viewQueries.list("people"));
  const lists = useQuery(listQueries.overview());
  const to = (href: string) => () => {
    open(href);
  };
  const found = text === "" ? [] : (people.data?.pages[0]?.people ?? []).slice(0, PEOPLE_MAX);
  const persons = found.map(({ id, name, title, companyName }) => ({
    ...{ id: `person:${id}`, label: name, icon: UserRound, run: to(`/people/${id}`) },
    hint: [title, companyName].filter(Boolean).join(" · "),
  }));
  const saved = (views.data?.views ?? []).map(({ id, name, query, ownerName, isOwn }) => ({
    ...{ id: `view:${id}`, label: name, icon: Bookmark, keywords: "saved view people" },
    ...{ hint: isOwn ? "view" : `view by ${ownerName}`, run: to(viewHref(query, id)) },
  }));
  const listed = (lists.data?.lists ?? []).map(({ id, name, isShared }) => ({
    ...{ id: `list:${id}`, label: name, icon: ListChecks, keywords: "list people" },
    ...{ hint: isShared ? "shared list" : "list", run: to(`/people?${new URLSearchParams({ list: id }).toString()}`) },
  }));
  const line = mayLookUp ? readPersonLine(text) : null;
  const ask: PaletteCommand[] =
    line === null
      ? []
      : [
          {
            id: "look-up-typed",
            label: `Look up “${line}”`,
            icon: UserRoundSearch,
            hint: "nothing is sent yet",
            run: to(lookupHref(line)),
          },
        ];
  return {
    groups: [
      { heading: "People", commands: persons },
      { heading: "Views and lists", commands: findCommands([...saved, ...listed], text) },
      { heading: "Not here yet?", commands: ask },
    ],
    isSearching: text !== "" && (text !== settled || people.isFetching),
  };
}

function viewHref(query: string, id: string): string {
  const search = new URLSearchParams(query);
  search.set("view", id);
  return `/people?${search.toString()}`;
}
