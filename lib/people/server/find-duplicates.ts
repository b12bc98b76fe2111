import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";

/** Names that tell people apart well enough to ask. Hashes go with their addresses. */
const TELLING = ["email", "linkedin", "name_domain"];

type Shared = {
  id: string;
  fullName: string;
  title: string | null;
  companyName: string | null;
  kind: string;
  value: string;
};

/** Others in the workspace who share a name with this person and are not known to be somebody else. */
export async function findDuplicatesOf(tx: Tx, workspaceId: string, personId: string): Promise<Shared[]> {
  return tx.$queryRaw<Shared[]>`
    SELECT DISTINCT ON (p.id) p.id, p.full_name AS "fullName", p.title, p.company_name AS "companyName", o.kind, o.value
      FROM person_identity i
      JOIN person_identity o ON o.workspace_id = i.workspace_id AND o.kind = i.kind AND o.value = i.value
                            AND o.person_id <> i.person_id
      JOIN person p ON p.id = o.person_id
     WHERE i.workspace_id = ${workspaceId} AND i.person_id = ${personId} AND i.kind = ANY (${TELLING})
       AND NOT EXISTS (${saidDistinct(Prisma.sql`i.person_id`, Prisma.sql`o.person_id`, workspaceId)})
     ORDER BY p.id, o.kind LIMIT 10`;
}

export type Pair = { aId: string; bId: string; kind: string; value: string };
export type PairKey = Pair;

/**
 * Pairs that share a name, in the order of the names: the index is walked from the cursor on until a page is full. A pair
 * that shares several names is told of once, under the first.
 */
export function listPairs(
  tx: Tx,
  workspaceId: string,
  { after, limit }: { after: PairKey | null; limit: number },
): Promise<Pair[]> {
  const from = after
    ? Prisma.sql`AND (a.kind, a.value, a.person_id, b.person_id) > (${after.kind}, ${after.value}, ${after.aId}, ${after.bId})
                 AND (a.kind, a.value) >= (${after.kind}, ${after.value})`
    : Prisma.empty;
  return tx.$queryRaw<Pair[]>`
    SELECT a.person_id AS "aId", b.person_id AS "bId", a.kind, a.value
      FROM person_identity a
      JOIN person_identity b ON b.workspace_id = a.workspace_id AND b.kind = a.kind AND b.value = a.value
                            AND b.person_id > a.person_id
     WHERE a.workspace_id = ${workspaceId} AND a.kind = ANY (${TELLING}) ${from}
       AND NOT EXISTS (${saidDistinct(Prisma.sql`a.person_id`, Prisma.sql`b.person_id`, workspaceId)})
       AND NOT EXISTS (
         SELECT FROM person_identity x JOIN person_identity y
             ON y.workspace_id = x.workspace_id AND y.kind = x.kind AND y.value = x.value AND y.person_id = b.person_id
          WHERE x.workspace_id = a.workspace_id AND x.person_id = a.person_id AND x.kind = ANY (${TELLING})
            AND (x.kind, x.value) < (a.kind, a.value))
     ORDER BY a.kind, a.value, a.person_id, b.person_id LIMIT ${limit}`;
}

function saidDistinct(one: Prisma.Sql, other: Prisma.Sql, workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT FROM distinct_people d WHERE d.workspace_id = ${workspaceId}
       AND d.person_id = least(${one}, ${other}) AND d.other_id = greatest(${one}, ${other})`;
}

const SHARED_WORDS: Record<string, string> = {
  email: "the address",
  linkedin: "the LinkedIn profile",
  name_domain: "the name at",
};

/** "the address ana@acme.example". */
export function describeShared({ kind, value }: { kind: string; value: string }): string {
  const shown = kind === "name_domain" ? value.slice(value.lastIndexOf("@") + 1) : value;
  return `${SHARED_WORDS[kind] ?? kind} ${shown}`;
}
