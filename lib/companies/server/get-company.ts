import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { CompanyDetailDto } from "@/lib/companies/schema";
import { boundedCount, countPeople } from "@/lib/companies/server/list-companies";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { readFieldDates } from "@/lib/merge/dated-fields";

/** Any member: a company of the workspace. A rep's figures are of own lookups only. */
export async function getCompany(viewer: Viewer, id: string): Promise<CompanyDetailDto> {
  const { workspaceId } = viewer;
  const row = await db.company.findFirst({ where: { id, workspaceId } });
  if (!row) throw new AppError("not_found", `company ${id}`);
  const { name, domain, industry, employeeCount, country, fundingStage, websiteUrl, linkedinUrl } = row;
  const { foundedYear, phone, description, annualRevenue, technologies, totalFunding, fundedAt } = row;
  return {
    ...{ id, name, domain, industry, employeeCount, country, fundingStage, websiteUrl, linkedinUrl },
    ...{ foundedYear, phone, description, annualRevenue, technologies, totalFunding, fundedAt },
    ...(await readFigures(viewer, id)),
    location: [row.city, row.state, country].filter(Boolean).join(", ") || null,
    saidAt: readFieldDates(row.fieldDates),
    observedAt: row.observedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

type Figures = { people: number; lookups: number; credits: string };

async function readFigures({ workspaceId, userId, role }: Viewer, id: string) {
  const own = role === "rep" ? Prisma.sql`AND l.user_id = ${userId}` : Prisma.empty;
  const [figures] = await db.$queryRaw<Figures[]>`
    SELECT counted.people, spent.lookups, spent.credits
      FROM (${countPeople(workspaceId, Prisma.sql`${id}`)}) AS counted
     CROSS JOIN (
       SELECT count(*)::int AS lookups, trim_scale(coalesce(sum(l.credits_charged), 0))::text AS credits
         FROM person p JOIN lookup l ON l.workspace_id = p.workspace_id AND l.person_id = p.id
        WHERE p.workspace_id = ${workspaceId} AND p.company_id = ${id} ${own}) AS spent`;
  const { people = 0, lookups = 0, credits = "0" } = figures ?? {};
  return { people: boundedCount(people), lookups, credits };
}
