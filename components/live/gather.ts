import type { StreamedEvent } from "@/lib/live/live-event";

/** What the events of one moment ask for, each id once. */
export type Changes = {
  lookups: ReadonlySet<string>;
  people: ReadonlySet<string>;
  hasKeys: boolean;
  hasBudgets: boolean;
  hasApprovals: boolean;
  /** Lookups of the reader's own on which an admin has decided. */
  decided: ReadonlySet<string>;
  hasMembers: boolean;
  hasLists: boolean;
  companies: ReadonlySet<string>;
  /** The people about whom something was written, or is to be done. */
  noted: ReadonlySet<string>;
  tasked: ReadonlySet<string>;
  runs: ReadonlySet<string>;
  arrivals: readonly Arrival[];
};

/** Phones that came: for whose lookups, and for which person. */
export type Arrival = { lookups: readonly string[]; person: string };

/** Gathers a burst of events, so that a page asks once for what was named many times. */
export function gatherChanges(events: readonly StreamedEvent[]): Changes {
  const named = (kind: StreamedEvent["kind"]) => events.filter((event) => event.kind === kind);
  const ids = (kind: StreamedEvent["kind"]) => new Set(named(kind).flatMap((event) => event.ids));
  return {
    lookups: ids("lookup"),
    people: ids("person"),
    hasKeys: named("key").length > 0,
    hasBudgets: named("budget").length > 0,
    hasApprovals: named("approval").length > 0,
    decided: ids("approval_decided"),
    hasMembers: named("member").length > 0,
    hasLists: named("list").length > 0,
    companies: ids("company"),
    noted: ids("note"),
    tasked: ids("task"),
    runs: ids("run"),
    arrivals: named("phones_arrived").flatMap((event) => arrivalOf(event) ?? []),
  };
}

function arrivalOf({ ids }: StreamedEvent): Arrival | null {
  const person = ids.find((id) => id.startsWith("per_"));
  return person === undefined ? null : { person, lookups: ids.filter((id) => id !== person) };
}

/** The ids that stand open in front of the reader: the page's own, and the lookup whose result card it shows. */
export function idsInFront(address: string): ReadonlySet<string> {
  const { pathname, searchParams } = new URL(address);
  const ids = [...pathname.split("/"), searchParams.get("lookup") ?? ""];
  return new Set(ids.filter((id) => /^(?:lkp|per)_/.test(id)));
}

export function isInFront({ person, lookups }: Arrival, shown: ReadonlySet<string>): boolean {
  return shown.has(person) || lookups.some((id) => shown.has(id));
}

/** What one toast stands for. It grows while the toast is on screen. */
export type Gathered = { lookups: ReadonlySet<string>; people: ReadonlySet<string> };

export const NOTHING_YET: Gathered = { lookups: new Set(), people: new Set() };

/** A second delivery for the same lookup is not a second arrival. */
export function addArrivals({ lookups, people }: Gathered, arrivals: readonly Arrival[]): Gathered {
  return {
    lookups: new Set([...lookups, ...arrivals.flatMap((arrival) => arrival.lookups)]),
    people: new Set([...people, ...arrivals.map(({ person }) => person)]),
  };
}

/** "1 phone arrived", counted as the top bar counts those that are coming: by lookup. */
export function wordsFor({ lookups, people }: Gathered): string {
  const count = Math.max(lookups.size, people.size);
  return count === 1 ? "1 phone arrived" : `${String(count)} phones arrived`;
}

/** The one person, or all whose phones have arrived. */
export function placeOf({ people: [first, ...others] }: { people: readonly string[] }): string {
  return first !== undefined && others.length === 0 ? `/people/${first}` : "/people?phones=delivered";
}
