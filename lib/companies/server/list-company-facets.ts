import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { CompanyFacets } from "@/lib/companies/schema";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";

/** The values of all companies would be counted over a whole workspace; those that came last name them well enough. */
const SAMPLE = 2000;
const VALUES_MAX = 50;

/** Any member: the values there are to narrow companies by, the frequent ones first. */
export async function listCompanyFacets({ workspaceId }: Viewer): Promise<CompanyFacets> {
  const values = (column: Prisma.Sql) => Prisma.sql`ARRAY (
    SELECT value FROM sample, LATERAL (SELECT ${column} AS value) AS one
     WHERE value IS NOT NULL AND value <> '' GROUP BY value ORDER BY count(*) DESC, value LIMIT ${VALUES_MAX})`;
  const [facets] = await readRows<CompanyFacets>(Prisma.sql`
    WITH sample AS MATERIALIZED (
      SELECT c.industry, c.country, c.technologies FROM company c WHERE c.workspace_id = ${workspaceId}
       ORDER BY c.updated_at DESC, c.id DESC LIMIT ${SAMPLE})
    SELECT ${values(Prisma.sql`sample.industry`)} AS industry, ${values(Prisma.sql`sample.country`)} AS country,
           ${values(Prisma.sql`unnest(sample.technologies)`)} AS technology`);
  return facets ?? { industry: [], country: [], technology: [] };
}
