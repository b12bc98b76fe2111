import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { RETENTION_TERMS, rulesOf, type RetentionRule } from "@/lib/privacy/retention";

export type RetentionDays = Partial<Record<RetentionRule, number>>;

/** How many days each of the scope's rules keeps: what an admin set, else the default. */
export async function readRetentionDays(tx: Tx, scope: string): Promise<RetentionDays> {
  const rows = await tx.retentionRule.findMany({ where: { scope }, select: { rule: true, days: true } });
  const set = new Map(rows.map(({ rule, days }) => [rule, days]));
  return Object.fromEntries(rulesOf(scope).map((rule) => [rule, set.get(rule) ?? RETENTION_TERMS[rule].defaultDays]));
}

type NewDays = { scope: string; rule: RetentionRule; days: number };

export async function writeRetentionDays(tx: Tx, viewer: Viewer, { scope, rule, days }: NewDays): Promise<void> {
  const set = { days, updatedById: viewer.userId };
  await tx.retentionRule.upsert({
    where: { scope_rule: { scope, rule } },
    create: { scope, rule, ...set },
    update: set,
  });
}
