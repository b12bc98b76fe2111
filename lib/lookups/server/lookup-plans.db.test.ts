import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import type { HistoryView } from "@/lib/lookups/history-view";
import { matchLookups } from "@/lib/lookups/server/match-lookups";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

const { url } = useTestDatabase();

const ROWS = 40_000;
/** As wide as what a form asks for. */
const ASKED = JSON.stringify({ fullName: "Ana Silva", companyDomain: "acme.example", email: "ana.silva@acme.example" });
const OPTIONS = JSON.stringify({
  ...{ revealPersonalEmails: false, revealPhoneNumber: true, waterfallEmail: false, waterfallPhone: false },
});

let admin: Viewer;
let rep: Viewer;

beforeAll(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  rep = await aViewer({ workspaceId });
  // What each filter asks for is rare and old: a walk by date would pass nearly everything first.
  await db.$executeRaw`
    INSERT INTO lookup (id, workspace_id, user_id, source, input, options, label, outcome, phone_state, credits_charged, is_reviewed, created_at)
    SELECT 'lkp_' || lpad(n::text, 26, '0'), ${workspaceId}, CASE WHEN n % 10 = 0 THEN ${rep.userId} ELSE ${admin.userId} END,
           CASE WHEN n < 40 THEN 'refresh' ELSE 'form' END, ${ASKED}::jsonb, ${OPTIONS}::jsonb, 'Person ' || n || ' @ acme.example',
           CASE WHEN n < 40 THEN 'needs_a_look' ELSE 'matched' END, CASE WHEN n < 40 THEN 'late' ELSE 'delivered' END,
           CASE WHEN n < 40 THEN 30 ELSE 1 END, n >= 40, now() - make_interval(secs => ${ROWS} - n)
      FROM generate_series(1, ${ROWS}) n`;
  await vacuum();
}, 120_000);

/** As the night's own does; only the tables' owner may. */
async function vacuum(): Promise<void> {
  const address = new URL(inject("testServerUrl"));
  address.pathname = new URL(url).pathname;
  const owner = await connectOnce(address.href);
  // A transaction that was open meanwhile keeps pages from being known as visible to all.
  await vi.waitFor(
    async () => {
      await owner.query("VACUUM ANALYZE lookup");
      const seen = await owner.query(
        "SELECT relallvisible >= relpages AS whole FROM pg_class WHERE relname = 'lookup'",
      );
      expect(seen.rows).toEqual([{ whole: true }]);
    },
    { timeout: 60_000, interval: 500 },
  );
  await owner.end();
}

type Plan = { "Node Type": string; "Actual Rows": number; "Rows Removed by Filter"?: number; Plans?: Plan[] };

async function explain(viewer: Viewer, view: HistoryView) {
  const [row] = await db.$queryRaw<{ "QUERY PLAN": { Plan: Plan }[] }[]>(Prisma.sql`
    EXPLAIN (ANALYZE, FORMAT JSON) SELECT l.id FROM lookup l WHERE ${matchLookups(viewer, view)}
     ORDER BY l.created_at DESC, l.id DESC LIMIT 51`);
  const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
  return flat(row?.["QUERY PLAN"][0]?.Plan ?? { "Node Type": "nothing", "Actual Rows": 0 });
}

const RARE: HistoryView[] = [
  { source: "refresh" },
  { outcome: "needs_a_look" },
  { phones: "late" },
  { phones: "expired" },
  { credits: "none" },
  { credits: "over-20" },
  { key: "key_that_was_never_used" },
  { reviewed: "no" },
  { q: "person 31999" },
];

test.each(RARE)("%o is found by its index, without a walk past what does not fit", async (view) => {
  const nodes = await explain(admin, view);
  const passed = nodes.reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0), 0);
  expect(nodes.map((node) => node["Node Type"])).not.toContain("Seq Scan");
  expect(passed, JSON.stringify(nodes, null, 1)).toBeLessThan(100);
});

test.each(RARE.filter(({ q }) => q === undefined))("%o of a rep's own is read off the index alone", async (view) => {
  for (const nodes of [await explain(rep, view), await explain(admin, { ...view, who: rep.userId })])
    expect(nodes.map((node) => node["Node Type"])).toEqual(["Limit", "Index Only Scan"]);
});

test("the first page of everything is the index's end", async () => {
  for (const view of [{}, { reviewed: "yes" }, { from: "2020-01-01" }] as HistoryView[]) {
    const nodes = await explain(admin, view);
    expect(nodes.map((node) => node["Node Type"])).not.toContain("Sort");
    expect(nodes.at(-1)?.["Actual Rows"]).toBe(51);
  }
});
