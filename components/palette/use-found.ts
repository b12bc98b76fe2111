"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Bookmark, Building2, ListChecks, UserRound, UserRoundSearch } from "lucide-react";
import { lookupHref } from "@/components/lookups/lookup-href";
import { useDebounced } from "@/components/lookups/use-debounced";
import { findCommands, type PaletteCommand, type PaletteGroup } from "@/components/palette/command";
import { readPersonLine } from "@/components/palette/read-clipboard";
import { companyQueries } from "@/lib/companies/queries";
import { listQueries } from "@/lib/lists/queries";
import { peopleQueries } from "@/lib/people/queries";
import { viewQueries } from "@/lib/views/queries";

const PAUSE_MS = 150;
const TEXT_MAX = 200;
const PEOPLE_MAX = 8;
const COMPANIES_MAX = 4;

type Found = { typed: string; open: (href: string) => void; mayLookUp: boolean };

/** What the workspace holds that fits what was typed, and the way to ask the provider. */
export function useFound({ typed, open, mayLookUp }: Found): { groups: PaletteGroup[]; isSearching: boolean } {
  const text = typed.trim().slice(0, TEXT_MAX);
  const settled = useDebounced(text, PAUSE_MS);
  const to = (href: string) => () => {
    open(href);
  };
  const people = usePeople(settled, to);
  const companies = useCompanies(settled, to);
  const kept = useKept(to);
  const isTyped = text !== "";
  return {
    groups: [
      { heading: "People", commands: isTyped ? people.commands : [] },
      { heading: "Companies", commands: isTyped ? companies.commands : [] },
      { heading: "Views and lists", commands: findCommands(kept, text) },
      { heading: "Not here yet?", commands: mayLookUp ? askFor(text, to) : [] },
    ],
    isSearching: isTyped && (text !== settled || people.isFetching || companies.isFetching),
  };
}

type To = (href: string) => () => void;

function usePeople(q: string, to: To) {
  const { data, isFetching } = useInfiniteQuery({ ...peopleQueries.list({ q }), enabled: q !== "" });
  const found = (data?.pages[0]?.people ?? []).slice(0, PEOPLE_MAX);
  const commands = found.map(({ id, name, title, companyName }) => ({
    ...{ id: `person:${id}`, label: name, icon: UserRound, run: to(`/people/${id}`) },
    hint: [title, companyName].filter(Boolean).join(" · "),
  }));
  return { commands, isFetching };
}

function useCompanies(q: string, to: To) {
  const { data, isFetching } = useInfiniteQuery({ ...companyQueries.list({ q }), enabled: q !== "" });
  const found = (data?.pages[0]?.companies ?? []).slice(0, COMPANIES_MAX);
  const commands = found.map(({ id, name, domain, industry }) => ({
    ...{ id: `company:${id}`, label: name ?? domain ?? "Name not given", icon: Building2 },
    ...{ hint: industry ?? domain ?? "", run: to(`/companies/${id}`) },
  }));
  return { commands, isFetching };
}

/** The viewer's saved views and lists, and the shared ones. */
function useKept(to: To): PaletteCommand[] {
  const views = useQuery(viewQueries.list("people"));
  const lists = useQuery(listQueries.overview());
  const saved = (views.data?.views ?? []).map(({ id, name, query, ownerName, isOwn }) => ({
    ...{ id: `view:${id}`, label: name, icon: Bookmark, keywords: "saved view people" },
    ...{ hint: isOwn ? "view" : `view by ${ownerName}`, run: to(viewHref(query, id)) },
  }));
  const listed = (lists.data?.lists ?? []).map(({ id, name, isShared }) => ({
    ...{ id: `list:${id}`, label: name, icon: ListChecks, keywords: "list people" },
    ...{ hint: isShared ? "shared list" : "list", run: to(`/lists/${id}`) },
  }));
  return [...saved, ...listed];
}

function askFor(text: string, to: To): PaletteCommand[] {
  const line = readPersonLine(text);
  if (line === null) return [];
  const label = `Look up “${line}”`;
  return [
    { id: "look-up-typed", label, icon: UserRoundSearch, hint: "nothing is sent yet", run: to(lookupHref(line)) },
  ];
}

function viewHref(query: string, id: string): string {
  const search = new URLSearchParams(query);
  search.set("view", id);
  return `/people?${search.toString()}`;
}
