import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { CompanyFilters } from "@/lib/companies/filters";
import { COMPANIES_PAGE_SIZE, type CompanyPage, type CompanySummaryDto } from "@/lib/companies/schema";
import { companyConditions } from "@/lib/companies/server/company-conditions";
import { readOrder } from "@/lib/companies/server/company-order";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";

const COUNT_MAX = 1000;

type Row = Omit<CompanySummaryDto, "updatedAt" | "people"> & {
  updatedAt: Date;
  people: number;
  key: Date | string | number;
};

/** Any member: the companies of the workspace's people, paged by keyset in the order that is asked for. */
export async function listCompanies(viewer: Viewer, { cursor, sort, ...view }: CompanyFilters): Promise<CompanyPage> {
  const { workspaceId } = viewer;
  const order = readOrder(sort, cursor);
  const where = companyConditions(workspaceId, view);
  const rows = await readRows<Row>(Prisma.sql`
    SELECT page.*, counted.people FROM (
      SELECT c.id, c.name, c.domain, c.industry, c.employee_count AS "employeeCount", c.country,
             c.funding_stage AS "fundingStage", c.updated_at AS "updatedAt", ${order.key} AS key
        FROM company c WHERE ${where} AND ${order.after}
       ORDER BY ${order.key} ${order.direction}, c.id ${order.direction} LIMIT ${COMPANIES_PAGE_SIZE + 1}) AS page
     CROSS JOIN LATERAL (${countPeople(workspaceId, Prisma.sql`page.id`)}) AS counted
     ORDER BY page.key ${order.direction}, page.id ${order.direction}`);
  const page = rows.slice(0, COMPANIES_PAGE_SIZE);
  const last = rows.length > COMPANIES_PAGE_SIZE ? page.at(-1) : undefined;
  return {
    companies: page.map(toSummary),
    nextCursor: last ? order.write(last) : null,
    total: order.isFirst ? await countCompanies(where) : null,
  };
}

/** How many people are filed under a company, counted to a thousand and one. */
export function countPeople(workspaceId: string, companyId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::int AS people FROM (
    SELECT FROM person p WHERE p.workspace_id = ${workspaceId} AND p.company_id = ${companyId} LIMIT ${COUNT_MAX + 1}) AS bounded`;
}

export const boundedCount = (count: number) => (count > COUNT_MAX ? null : count);

async function countCompanies(where: Prisma.Sql): Promise<number | null> {
  const [row] = await readRows<{ count: number }>(Prisma.sql`
    SELECT count(*)::int AS count FROM (SELECT FROM company c WHERE ${where} LIMIT ${COUNT_MAX + 1}) AS bounded`);
  return boundedCount(row?.count ?? 0);
}

function toSummary({ key: _, people, updatedAt, ...row }: Row): CompanySummaryDto {
  return { ...row, people: boundedCount(people), updatedAt: updatedAt.toISOString() };
}
