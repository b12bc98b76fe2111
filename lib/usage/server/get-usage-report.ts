import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { addCredits, compareCredits } from "@/lib/usage/exact-credits";
import { foldSeries } from "@/lib/usage/fold-series";
import type { UsageQuery } from "@/lib/usage/schema";
import { readArrivals } from "@/lib/usage/server/read-arrivals";
import { readAsked, type MemberAsked } from "@/lib/usage/server/read-asked";
import { readKeyNames, readMemberNames, type Names } from "@/lib/usage/server/read-names";
import { readNumbers } from "@/lib/usage/server/read-numbers";
import { readSpending, type MemberSpending } from "@/lib/usage/server/read-spending";
import { scopeOf, type UsageScope } from "@/lib/usage/server/usage-scope";
import { figuresByInput, sumFigures } from "@/lib/usage/sum-figures";
import type { UsageGrouping } from "@/lib/usage/usage";
import { bucketsOf, rangeOf } from "@/lib/usage/usage-range";
import type { UsageMember, UsageReport } from "@/lib/usage/usage-report";

/**
 * Any member: where the credits of some days went, by the ledger, and what came of them, by the lookups. A rep's own alone; a
 * rep who asks for another's is refused.
 */
export async function getUsageReport(viewer: Viewer, view: UsageQuery, now = new Date()): Promise<UsageReport> {
  const by = view.by ?? "kind";
  const range = rangeOf(view, now);
  const scope = scopeOf(viewer, view.who, range);
  const { spending, asked, numbers, arrivals, names, keyNames } = await readAll(scope, by);
  const series = foldSeries(spending.cells, bucketsOf(range));
  const groupNames = by === "key" ? keyNames : names;
  const creditsBefore = spending.members
    .filter(({ userId }) => scope.who === null || userId === scope.who)
    .map((member) => member.creditsBefore);
  const isNow = (row: { isNow: boolean }) => row.isNow;
  const isBefore = (row: { isNow: boolean }) => !row.isNow;
  return {
    ...{ from: range.from, to: range.to, days: range.days, by, who: scope.who },
    series: { ...series, groups: series.groups.map((group) => ({ ...group, name: groupNames.get(group.id) ?? null })) },
    now: sumFigures(series.total, asked.rows.filter(isNow), numbers.filter(isNow)),
    before: sumFigures(addCredits(creditsBefore), asked.rows.filter(isBefore), numbers.filter(isBefore)),
    members: listMembers(names, spending.members, asked.members),
    inputs: figuresByInput(asked.rows.filter(isNow), numbers.filter(isNow)),
    arrivals,
  };
}

async function readAll(scope: UsageScope, by: UsageGrouping) {
  const [spending, asked, numbers, arrivals, keyNames] = await Promise.all([
    readSpending(scope, by),
    readAsked(scope),
    readNumbers(scope),
    readArrivals(scope),
    by === "key" ? readKeyNames(scope.workspaceId) : new Map<string, string>(),
  ]);
  const seen = [...spending.members, ...asked.members].map(({ userId }) => userId);
  return { spending, asked, numbers, arrivals, keyNames, names: await readMemberNames(scope, seen) };
}

/** Who spent most comes first; who did nothing at all, last and by name. */
function listMembers(names: Names, spent: readonly MemberSpending[], asked: readonly MemberAsked[]): UsageMember[] {
  const spentBy = new Map(spent.map((row) => [row.userId, row]));
  const askedBy = new Map(asked.map((row) => [row.userId, row]));
  const ids = new Set([...names.keys(), ...spentBy.keys(), ...askedBy.keys()]);
  const members = [...ids].map((id) => ({
    id,
    name: names.get(id) ?? "Nobody",
    credits: spentBy.get(id)?.credits ?? "0",
    creditsBefore: spentBy.get(id)?.creditsBefore ?? "0",
    lookups: askedBy.get(id)?.lookups ?? 0,
    saved: askedBy.get(id)?.saved ?? "0",
  }));
  return members.toSorted(
    (a, b) => compareCredits(b.credits, a.credits) || b.lookups - a.lookups || a.name.localeCompare(b.name),
  );
}
