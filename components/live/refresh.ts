import type { InfiniteData, InvalidateQueryFilters, Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { Changes } from "@/components/live/gather";
import { activityKeys } from "@/lib/activity/queries";
import { apiKeyKeys } from "@/lib/api-keys/queries";
import { companyKeys } from "@/lib/companies/queries";
import { creditKeys } from "@/lib/credits/queries";
import { listKeys } from "@/lib/lists/queries";
import { approvalKeys, lookupKeys, lookupQueries } from "@/lib/lookups/queries";
import type { LookupDto } from "@/lib/lookups/schema";
import { memberKeys } from "@/lib/members/queries";
import { ownerKeys } from "@/lib/people/owner-queries";
import { noteKeys, taskKeys } from "@/lib/notes/queries";
import { peopleKeys, peopleQueries } from "@/lib/people/queries";
import { PEOPLE_FILTER_NAMES } from "@/lib/people/write-filters";
import { runKeys } from "@/lib/runs/queries";
import type { RunDto } from "@/lib/runs/schema";
import { tagKeys } from "@/lib/tags/queries";

/** More changed rows than this, and reading their list again is less work. */
const ROWS_MAX = 5;

/** Asks again for what changed: each record by itself, and a list only when other records may belong to it now. */
export async function refresh(queryClient: QueryClient, changes: Changes): Promise<void> {
  const { lookups, people, hasKeys, hasBudgets, hasApprovals, hasMembers } = changes;
  const movesBudgets = lookups.size > 0 || hasBudgets;
  const stale: InvalidateQueryFilters[] = [
    ...(hasMembers ? [{ queryKey: memberKeys.all }] : []),
    ...(hasKeys ? [{ queryKey: apiKeyKeys.all }] : []),
    ...(lookups.size > 0
      ? [{ queryKey: lookupKeys.pending() }, { queryKey: lookupKeys.counts() }, { queryKey: lookupKeys.places() }]
      : []),
    ...(movesBudgets ? [{ queryKey: creditKeys.all }, { queryKey: approvalKeys.queue() }] : []),
    ...(hasApprovals ? [{ queryKey: approvalKeys.all }, { queryKey: runKeys.waiting() }] : []),
    ...(lookups.size > 0 || hasKeys ? [{ queryKey: lookupKeys.firstRun() }] : []),
    ...marksOf(changes),
    ...recordsOf(changes),
    ...runsOf(changes),
    { queryKey: lookupKeys.details(), predicate: (query: Query) => people.has(personOf(query) ?? "") },
    ...besidePeople(changes),
  ];
  await Promise.all([
    ...stale.map((filter) => queryClient.invalidateQueries(filter)),
    refreshRows(queryClient, LOOKUPS, lookups),
    refreshRows(queryClient, PEOPLE, people),
  ]);
}

/** What members made of people, and the companies that answers told of. */
function marksOf({ people, hasLists, companies }: Changes): InvalidateQueryFilters[] {
  return [
    ...(people.size > 0 ? [peopleKeys.counts(), tagKeys.all, ownerKeys.ofPeople()].map(named) : []),
    ...(people.size > 0 || hasLists ? [named(listKeys.all)] : []),
    ...(hasLists ? listsNarrowedBy("list") : []),
    ...(companies.size > 0 ? [named(companyKeys.lists())] : []),
    ...[...companies].map((id) => named(companyKeys.detail(id))),
  ];
}

/** What each source said of somebody, what lookups changed, and who may be one with whom. */
function recordsOf({ lookups, people }: Changes): InvalidateQueryFilters[] {
  return [
    ...(lookups.size > 0 || people.size > 0 ? [named(lookupKeys.changes())] : []),
    ...[...people].map((id) => named(peopleKeys.record(id))),
    ...(people.size > 0 ? [named(peopleKeys.duplicates())] : []),
  ];
}

/** Their rows are read again where they are shown, once their numbers have changed. A lookup that settles late moves a run that ended. */
function runsOf({ runs, lookups }: Changes): InvalidateQueryFilters[] {
  const own = [...runs].map((id) => named(runKeys.detail(id)));
  const late = { ...named(runKeys.details()), predicate: isOpenThoughEnded };
  return [...(runs.size > 0 ? [named(runKeys.lists())] : []), ...own, ...(lookups.size > 0 ? [late] : [])];
}

function isOpenThoughEnded({ state: { data } }: Query): boolean {
  const run = data as RunDto | undefined;
  return run !== undefined && run.state !== "running" && OPEN_ROWS.some((state) => (run.counts[state] ?? 0) > 0);
}

/** What an answer, a person's word or a delivery still moves. */
const OPEN_ROWS = ["sending", "unknown", "needs_a_look"];

const named = (queryKey: QueryKey): InvalidateQueryFilters => ({ queryKey });

/** People lists that a filter narrows: a change of who is in it moves them, though no person has changed. */
function listsNarrowedBy(filter: string): InvalidateQueryFilters[] {
  const isNarrowedBy = ({ queryKey }: Query) => filter in (queryKey.at(-1) as object);
  return [peopleKeys.lists(), peopleKeys.counts()].map((queryKey) => ({ queryKey, predicate: isNarrowedBy }));
}

/** What stands beside a person: what was written, what is to do, and all that was done. */
function besidePeople({ people, noted, tasked }: Changes): InvalidateQueryFilters[] {
  const active = new Set([...people, ...noted, ...tasked]);
  return [
    ...Array.from(noted, (id) => ({ queryKey: noteKeys.ofPerson(id) })),
    ...Array.from(active, (id) => ({ queryKey: activityKeys.ofPerson(id) })),
    ...(tasked.size > 0 ? [{ queryKey: taskKeys.all }] : []),
  ];
}

function personOf({ state }: Query): string | undefined {
  return (state.data as LookupDto | undefined)?.person?.id;
}

type Row = { id: string };
type List = InfiniteData<Record<string, unknown>>;
type Noun = {
  lists: QueryKey;
  detail: (id: string) => QueryKey;
  /** The filters that a change of a row can take it out of. */
  filters: readonly string[];
  /** Where a page keeps its rows. */
  rows: string;
  readRow: (queryClient: QueryClient, id: string) => Promise<Row>;
};

const LOOKUPS: Noun = {
  lists: lookupKeys.lists(),
  detail: lookupKeys.detail,
  filters: ["outcome", "phones", "credits", "reviewed", "key", "news"],
  rows: "lookups",
  readRow: async (queryClient, id) => {
    const detail = await queryClient.query({ ...lookupQueries.detail(id), staleTime: 0 });
    return (await import("@/lib/lookups/schema")).LookupSummaryDto.parse(detail);
  },
};
const PEOPLE: Noun = {
  lists: peopleKeys.lists(),
  detail: peopleKeys.detail,
  // Whatever the rows are ordered by, one that changes stays where it stands.
  filters: PEOPLE_FILTER_NAMES.filter((name) => name !== "sort"),
  rows: "people",
  readRow: async (queryClient, id) => {
    const { person } = await queryClient.query({ ...peopleQueries.detail(id), staleTime: 0 });
    return (await import("@/lib/people/schema")).PersonSummaryDto.parse(person);
  },
};

async function refreshRows(queryClient: QueryClient, noun: Noun, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0) return;
  const lists = { queryKey: noun.lists };
  const keepsMembers = (query: Query) => ids.size <= ROWS_MAX && !isNarrowed(query, noun) && hasRows(query, noun, ids);
  const isOnScreen = queryClient.getQueryCache().findAll(lists).some(keepsMembers);
  const again = queryClient.invalidateQueries({ ...lists, predicate: (query) => !keepsMembers(query) });
  const refreshOne = async (id: string) => {
    if (!isOnScreen) return queryClient.invalidateQueries({ queryKey: noun.detail(id) });
    const row = await noun.readRow(queryClient, id).catch(() => null);
    // Erased, or away for the moment: the list itself says which.
    if (row === null) return queryClient.invalidateQueries(lists);
    queryClient.setQueriesData<List>(lists, (list) => list && replaceRow(list, noun, row));
  };
  await Promise.all([again, ...[...ids].map(refreshOne)]);
}

function isNarrowed({ queryKey }: Query, { filters }: Noun): boolean {
  const given = queryKey.at(-1);
  return typeof given === "object" && given !== null && filters.some((filter) => filter in given);
}

/** A list that is being read at this moment may have been read too early: it does not count. */
function hasRows({ state }: Query, noun: Noun, ids: ReadonlySet<string>): boolean {
  if (state.fetchStatus !== "idle" || state.data === undefined) return false;
  const shown = new Set((state.data as List).pages.flatMap((page) => rowsOf(page, noun)).map(({ id }) => id));
  return [...ids].every((id) => shown.has(id));
}

function replaceRow(list: List, noun: Noun, fresh: Row): List {
  const pages = list.pages.map((page) => ({
    ...page,
    [noun.rows]: rowsOf(page, noun).map((row) => (row.id === fresh.id ? fresh : row)),
  }));
  return { ...list, pages };
}

function rowsOf(page: Record<string, unknown>, { rows }: Noun): Row[] {
  return page[rows] as Row[];
}
