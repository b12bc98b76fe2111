import { addCredits, compareCredits } from "@/lib/usage/exact-credits";
import { GROUPS_MAX, REST } from "@/lib/usage/usage";
import type { Bucket } from "@/lib/usage/usage-range";

/** What was spent on one day for one group. Credits are exact decimal text. */
export type Cell = { day: string; group: string; credits: string };

export type Series = {
  /** The largest first; the smaller ones are one, `REST`, at the end. */
  groups: { id: string; credits: string }[];
  /** Every bucket, also those in which nothing was spent; `credits` in the order of `groups`. */
  points: { from: string; to: string; total: string; credits: string[] }[];
  total: string;
};

/** Lays cells into the buckets of their days. Nothing is left out: the points, the groups and the cells have one sum. */
export function foldSeries(cells: readonly Cell[], buckets: readonly Bucket[]): Series {
  const groups = rankGroups(cells);
  const idOf = new Map(groups.flatMap(({ id, members }) => members.map((member) => [member, id])));
  const places = Map.groupBy(cells, ({ day }) => buckets.findIndex(({ to }) => day <= to));
  const points = buckets.map((bucket, place) => {
    const byGroup = Map.groupBy(places.get(place) ?? [], ({ group }) => idOf.get(group));
    const credits = groups.map(({ id }) => addCredits((byGroup.get(id) ?? []).map((cell) => cell.credits)));
    return { ...bucket, total: addCredits(credits), credits };
  });
  return {
    groups: groups.map(({ id, credits }) => ({ id, credits })),
    points,
    total: addCredits(groups.map(({ credits }) => credits)),
  };
}

type Group = { id: string; members: string[]; credits: string };

function rankGroups(cells: readonly Cell[]): Group[] {
  const sums = [...Map.groupBy(cells, ({ group }) => group)].map(([id, own]): Group => {
    return { id, members: [id], credits: addCredits(own.map(({ credits }) => credits)) };
  });
  const ranked = sums.toSorted((a, b) => compareCredits(b.credits, a.credits) || (a.id < b.id ? -1 : 1));
  if (ranked.length <= GROUPS_MAX) return ranked;
  const small = ranked.slice(GROUPS_MAX - 1);
  const rest = {
    id: REST,
    members: small.map(({ id }) => id),
    credits: addCredits(small.map((group) => group.credits)),
  };
  return [...ranked.slice(0, GROUPS_MAX - 1), rest];
}
