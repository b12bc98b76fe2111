import "server-only";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { db, Prisma } from "@/lib/db/client";

/** Of the period that runs now. A limit of null is no limit. */
export type ScopeStanding = { creditLimit: Prisma.Decimal | null; spent: Prisma.Decimal; held: Prisma.Decimal };

type Standings = { workspace: ScopeStanding; members: ReadonlyMap<string, ScopeStanding> };

/** How the workspace's budget and those of some members stand, whether or not their period has begun. */
export async function readStanding(workspaceId: string, memberIds: readonly string[]): Promise<Standings> {
  const rows = await db.$queryRaw<(ScopeStanding & { scope: string })[]>`
    SELECT s.scope, b.credit_limit AS "creditLimit", coalesce(p.spent, 0) AS spent, coalesce(p.held, 0) AS held
      FROM unnest(${[WORKSPACE_SCOPE, ...memberIds]}::text[]) AS s (scope)
      LEFT JOIN budget b ON b.workspace_id = ${workspaceId} AND b.scope = s.scope
      LEFT JOIN budget_period p ON p.workspace_id = ${workspaceId} AND p.scope = s.scope
                               AND p.starts_at <= now() AND p.ends_at > now()`;
  const members = new Map(rows.map(({ scope, ...standing }) => [scope, standing]));
  const workspace = members.get(WORKSPACE_SCOPE) ?? NOTHING;
  return { workspace, members };
}

const NOTHING: ScopeStanding = { creditLimit: null, spent: new Prisma.Decimal(0), held: new Prisma.Decimal(0) };

/** What a limit would still cover with so much more held, below nothing where it does not cover that; null where there is none. */
export function leftAfter({ creditLimit, spent, held }: ScopeStanding, ceiling: Prisma.Decimal): string | null {
  return creditLimit === null ? null : creditLimit.minus(spent).minus(held).minus(ceiling).toString();
}
