import fc from "fast-check";
import { expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { addCredits } from "@/lib/usage/exact-credits";
import { exportUsage } from "@/lib/usage/server/export-usage";
import { getUsageReport } from "@/lib/usage/server/get-usage-report";
import { aKey, spend } from "@/lib/usage/testing/spend";
import { USAGE_GROUPINGS } from "@/lib/usage/usage";

useTestDatabase();

const HOUR_MS = 3_600_000;
const NOW = new Date("2026-04-20T12:00:00Z");
/** Random hours of 120 days, and the moments around midnight at the edges of ranges. */
const moment = fc.oneof(
  fc.integer({ min: 0, max: 120 * 24 * 60 }).map((minutes) => new Date(NOW.getTime() - minutes * 60_000)),
  fc
    .constantFrom("2026-03-22T00:00:00Z", "2026-03-21T23:59:59.999Z", "2026-04-14T00:00:00Z", "2026-02-20T00:00:00Z")
    .map((text) => new Date(text)),
);
const entry = fc.record({
  at: moment,
  member: fc.nat({ max: 9 }),
  key: fc.nat({ max: 2 }),
  kind: fc.constantFrom("charge", "charge", "charge", "adjustment", "hold", "release"),
  part: fc.constantFrom("profile", "phone", "waterfall"),
  units: fc.integer({ min: -30_000, max: 450_000 }),
});
const view = fc.record({
  range: fc.constantFrom("7d", "30d", "90d", "month", undefined),
  until: fc.constantFrom(undefined, undefined, "2026-04-14", "2026-03-21"),
  by: fc.constantFrom(...USAGE_GROUPINGS),
  who: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
});

const creditsOf = (units: number): string => (units / 10_000).toFixed(4);

type LedgerSum = { startsAt: string; endsAt: string; who?: string | undefined };

async function ledgerSum({ workspaceId }: Viewer, { startsAt, endsAt, who }: LedgerSum): Promise<string> {
  const [row] = await db.$queryRaw<{ sum: string }[]>`
    SELECT coalesce(sum(credits), 0)::text AS sum FROM ledger_entry
     WHERE workspace_id = ${workspaceId} AND kind IN ('charge', 'adjustment')
       AND created_at >= ${startsAt}::timestamptz AND created_at < ${endsAt}::timestamptz + interval '1 day'
       AND user_id = coalesce(${who ?? null}, user_id)`;
  return addCredits([row?.sum ?? "0"]);
}

test("the graph, its table, the members, the file and the ledger have one sum, whatever is asked of whatever was spent", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 40 }), view, async (entries, { range, until, by, who }) => {
      const workspaceId = await aWorkspace();
      const admin = await aViewer({ workspaceId, role: "admin" });
      const members = await Promise.all(Array.from({ length: 10 }, () => aViewer({ workspaceId })));
      const keys = [await aKey(workspaceId, "First"), await aKey(workspaceId, "Second")];
      for (const { at, member, key, kind, part, units } of entries) {
        const apiKeyId = keys[key];
        const credits = creditsOf(kind === "adjustment" ? units : Math.abs(units));
        await spend(members[member] ?? admin, { at, kind, part, credits, ...(apiKeyId && { apiKeyId }) });
      }
      const whose = who === undefined ? undefined : members[who]?.userId;
      const asked = { by, ...(range && { range }), ...(until && { to: until }), ...(whose && { who: whose }) };
      const report = await getUsageReport(admin, asked, NOW);
      const { from, to, days, series } = report;
      const whole = await ledgerSum(admin, { startsAt: from, endsAt: to, who: whose });
      expect(series.total).toBe(whole);
      expect(report.now.credits).toBe(whole);
      expect(addCredits(series.groups.map(({ credits }) => credits))).toBe(whole);
      expect(addCredits(series.points.map(({ total }) => total))).toBe(whole);
      expect(addCredits(series.points.flatMap(({ credits }) => credits))).toBe(whole);
      expect(series.points).toHaveLength(days);
      for (const point of series.points)
        expect(point.total).toBe(await ledgerSum(admin, { startsAt: point.from, endsAt: point.to, who: whose }));
      expect(addCredits(report.members.map(({ credits }) => credits))).toBe(
        await ledgerSum(admin, { startsAt: from, endsAt: to }),
      );
      const before = new Date(Date.parse(from) - days * 24 * HOUR_MS).toISOString();
      const eve = new Date(Date.parse(from) - 24 * HOUR_MS).toISOString();
      expect(report.before.credits).toBe(await ledgerSum(admin, { startsAt: before, endsAt: eve, who: whose }));
      const { csv } = await exportUsage(admin, asked, NOW);
      const rows = csv.trimEnd().split("\r\n").slice(1);
      expect(addCredits(rows.map((row) => row.split(",").at(-1) ?? ""))).toBe(whole);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);
