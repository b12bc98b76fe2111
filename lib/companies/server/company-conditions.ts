import "server-only";
import { COMPANY_SIZES } from "@/lib/companies/company";
import type { CompanyView } from "@/lib/companies/filters";
import { Prisma } from "@/lib/db/client";

/** Trigrams need three characters; shorter text is compared with the beginning of words only. */
const TRIGRAM_MIN = 3;

/** What the companies `c` of a view must fit, the workspace first. */
export function companyConditions(workspaceId: string, { q, industry, country, technology, size }: CompanyView) {
  const parts = [
    Prisma.sql`c.workspace_id = ${workspaceId}`,
    ...(q?.toLowerCase().split(/\s+/).filter(Boolean) ?? []).map(holds),
    ...(industry?.length ? [Prisma.sql`c.industry = ANY (${industry})`] : []),
    ...(country?.length ? [Prisma.sql`c.country = ANY (${country})`] : []),
    ...(technology?.length ? [Prisma.sql`c.technologies && ${technology}::text[]`] : []),
    ...(size?.length ? [Prisma.sql`(${Prisma.join(size.map(between), " OR ")})`] : []),
  ];
  return Prisma.join(parts, " AND ");
}

function holds(word: string): Prisma.Sql {
  const escaped = word.replace(/[\\%_]/g, "\\$&");
  return word.length < TRIGRAM_MIN
    ? Prisma.sql`(c.search LIKE ${`${escaped}%`} OR c.search LIKE ${`% ${escaped}%`})`
    : Prisma.sql`c.search LIKE ${`%${escaped}%`}`;
}

/** Told as the index by employees has it. */
function between(size: keyof typeof COMPANY_SIZES): Prisma.Sql {
  const [from, to] = COMPANY_SIZES[size];
  const employees = Prisma.sql`coalesce(c.employee_count, -1)`;
  return to === null ? Prisma.sql`${employees} >= ${from}` : Prisma.sql`${employees} BETWEEN ${from} AND ${to}`;
}
