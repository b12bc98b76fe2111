import { findBookFaults } from "@/scripts/proof/books";
import { readBill } from "@/scripts/proof/emulator";
import type { Ground, KeyedTeam } from "@/scripts/proof/ground";
import { differs } from "@/scripts/proof/verdict";

type InDoubt = { lookupId: string; who: string };

const IN_DOUBT = `
  SELECT DISTINCT ON (a.id) l.id AS "lookupId", coalesce(a.request->>'apolloId', a.request->>'email') AS who
    FROM attempt a JOIN lookup l ON l.attempt_id = a.id
   WHERE a.workspace_id = $1 AND a.state = 'unknown' AND a.settled_at IS NULL ORDER BY a.id, l.created_at`;
const BILLED = `
  SELECT count(*)::int AS calls FROM sandbox_request r JOIN sandbox_team t ON t.id = r.team_id
   WHERE t.key_digest = $1 AND r.credits > 0 AND coalesce(r.asked->>'id', r.asked->>'email') = $2`;
const BOOKED = `
  SELECT count(*)::int AS calls FROM attempt
   WHERE workspace_id = $1 AND (state = 'matched' OR decision = 'charged')
     AND coalesce(request->>'apolloId', request->>'email') = $2`;

/** An admin reads on the provider's own page, which is the emulator's log, what became of each call still in doubt, and says so. */
export async function decideTheRest({
  desk,
  app,
  log,
  teams,
}: Ground): Promise<{ charged: number; notCharged: number }> {
  const decided = { charged: 0, notCharged: 0 };
  for (const { workspaceId, admin, keyDigest } of teams) {
    const { rows } = await app.query<InDoubt>(IN_DOUBT, [workspaceId]);
    for (const { lookupId, who } of rows) {
      const [billed, booked] = await Promise.all([
        log.query<{ calls: number }>(BILLED, [keyDigest, who]),
        app.query<{ calls: number }>(BOOKED, [workspaceId, who]),
      ]);
      const isCharged = (billed.rows[0]?.calls ?? 0) > (booked.rows[0]?.calls ?? 0);
      decided[isCharged ? "charged" : "notCharged"] += 1;
      await desk.ask("decide", { viewer: admin, lookupId, decision: isCharged ? "charged" : "not_charged" });
    }
  }
  return decided;
}

const SPENT = `
  SELECT coalesce(sum(credits), 0)::float8::text AS spent, (count(*) FILTER (WHERE kind = 'adjustment'))::int AS adjustments
    FROM ledger_entry WHERE workspace_id = $1 AND kind IN ('charge', 'adjustment')`;
const LATEST = `
  SELECT drift::float8 AS drift, is_quiet AS "isQuiet" FROM reconciliation WHERE workspace_id = $1
   ORDER BY taken_at DESC LIMIT 1`;

export type Settlement = { violations: string[]; billed: number; adjustments: number };

/** Reconciles, adjusts, reconciles again; then each key's ledger against the emulator's bill, its last comparison, the books. */
export async function compareWithBills(ground: Ground): Promise<Settlement> {
  const { desk, app, teams } = ground;
  await desk.ask("work", "reconcile");
  await desk.ask("work", "reconcile");
  const found: Settlement = { violations: [], billed: 0, adjustments: 0 };
  for (const team of teams) {
    const { violations, billed, adjustments } = await compareOne(ground, team);
    found.violations.push(...violations);
    found.billed += billed;
    found.adjustments += adjustments;
  }
  const workspaceIds = teams.map(({ workspaceId }) => workspaceId);
  found.violations.push(...(await findBookFaults(app, workspaceIds)));
  return found;
}

async function compareOne({ app, log }: Ground, { workspaceId, keyDigest }: KeyedTeam): Promise<Settlement> {
  const bill = await readBill(log, keyDigest);
  const [books] = (await app.query<{ spent: string; adjustments: number }>(SPENT, [workspaceId])).rows;
  const [latest] = (await app.query<{ drift: number; isQuiet: boolean }>(LATEST, [workspaceId])).rows;
  const violations = [
    ...differs(`the emulator's bill of ${workspaceId} against its ledger`, bill.credits, books?.spent),
    ...differs(`the last comparison of ${workspaceId}`, latest, { drift: 0, isQuiet: true }),
  ];
  return { violations, billed: Number(bill.credits), adjustments: books?.adjustments ?? 0 };
}
