import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { toCsv } from "@/lib/http/csv";
import { addCredits } from "@/lib/usage/exact-credits";
import type { UsageQuery } from "@/lib/usage/schema";
import { readKeyNames, readMemberNames, type Names } from "@/lib/usage/server/read-names";
import { readSpending } from "@/lib/usage/server/read-spending";
import { scopeOf } from "@/lib/usage/server/usage-scope";
import { NONE, SOURCE_WORDS, SPEND_WORDS, type UsageGrouping } from "@/lib/usage/usage";
import { rangeOf } from "@/lib/usage/usage-range";

const COLUMNS: Record<UsageGrouping, string[]> = {
  kind: ["Kind"],
  source: ["Source"],
  member: ["Member", "Member ID"],
  key: ["API key", "API key ID"],
};

/**
 * Any member: the days and groups of the page as a table, every group by itself, a rep's own alone. Days without spending
 * have no row. The audit says who took how many rows.
 */
export async function exportUsage(viewer: Viewer, view: UsageQuery, now = new Date()) {
  const by = view.by ?? "kind";
  const range = rangeOf(view, now);
  const scope = scopeOf(viewer, view.who, range);
  const { cells } = await readSpending(scope, by);
  const names = await readNames(by, scope, [...new Set(cells.map(({ group }) => group))]);
  const rows = cells
    .toSorted((a, b) => (a.day === b.day ? compare(a.group, b.group) : compare(a.day, b.day)))
    .map(({ day, group, credits }) => [day, ...labelsOf(group, by, names), addCredits([credits])]);
  const { workspaceId, userId } = viewer;
  const detail = { rows: rows.length, from: range.from, to: range.to, by, ...(scope.who && { who: scope.who }) };
  await inTransaction((tx) => recordAudit(tx, { workspaceId, actorId: userId, action: "usage.exported", detail }));
  return {
    name: `usage-${range.from}-to-${range.to}-by-${by}.csv`,
    csv: toCsv(["Day (UTC)", ...COLUMNS[by], "Credits"], rows),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function labelsOf(group: string, by: UsageGrouping, names: Names): string[] {
  if (by === "kind") return [SPEND_WORDS[group] ?? group];
  if (by === "source") return [SOURCE_WORDS[group] ?? ""];
  return group === NONE ? ["", ""] : [names.get(group) ?? "", group];
}

function readNames(
  by: UsageGrouping,
  scope: { workspaceId: string; only: string | null },
  seen: readonly string[],
): Promise<Names> | Names {
  if (by === "kind" || by === "source") return new Map();
  return by === "key" ? readKeyNames(scope.workspaceId) : readMemberNames(scope, seen);
}
