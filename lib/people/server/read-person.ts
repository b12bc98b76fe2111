import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { EmploymentDto, type CompanyDto, type PersonDto, type PersonSummaryDto } from "@/lib/people/schema";

const Employment = z.array(EmploymentDto).catch([]);

/** One person of the workspace with everything known, or null. */
export async function findPerson(tx: Tx, workspaceId: string, id: string): Promise<PersonDto | null> {
  const row = await tx.person.findFirst({
    where: { id, workspaceId },
    include: { emails: { orderBy: { createdAt: "asc" } }, phones: { orderBy: { createdAt: "asc" } }, company: true },
  });
  if (!row) return null;
  return {
    ...toSummary(row),
    apolloId: row.apolloId,
    headline: row.headline,
    seniority: row.seniority,
    departments: row.departments,
    linkedinUrl: row.linkedinUrl,
    twitterUrl: row.twitterUrl,
    githubUrl: row.githubUrl,
    facebookUrl: row.facebookUrl,
    timeZone: row.timeZone,
    emails: row.emails.map(({ address, kind, status, source, observedAt }) => ({
      address,
      kind,
      status,
      source,
      observedAt: observedAt.toISOString(),
    })),
    phones: row.phones.map(({ number, raw, type, status, confidence, dncStatus, source, observedAt }) => ({
      number,
      raw,
      type,
      status,
      confidence,
      dncStatus,
      source,
      observedAt: observedAt.toISOString(),
    })),
    employment: Employment.parse(row.employment),
    company: row.company && toCompany(row.company),
    observedAt: row.observedAt.toISOString(),
  };
}

type SummaryRow = Omit<PersonSummaryDto, "name" | "location" | "updatedAt"> & {
  fullName: string;
  city: string | null;
  state: string | null;
  country: string | null;
  updatedAt: Date;
};

export function toSummary(row: SummaryRow): PersonSummaryDto {
  return {
    id: row.id,
    name: row.fullName,
    title: row.title,
    companyName: row.companyName,
    companyDomain: row.companyDomain,
    location: placeOf(row),
    primaryEmail: row.primaryEmail,
    emailStatus: row.emailStatus,
    primaryPhone: row.primaryPhone,
    phoneType: row.phoneType,
    phoneState: row.phoneState,
    updatedAt: row.updatedAt.toISOString(),
  };
}

type CompanyRow = Omit<CompanyDto, "location"> & { city: string | null; state: string | null; country: string | null };

function toCompany(row: CompanyRow): CompanyDto {
  const {
    name,
    domain,
    websiteUrl,
    linkedinUrl,
    industry,
    employeeCount,
    foundedYear,
    phone,
    description,
    annualRevenue,
    technologies,
  } = row;
  return {
    name,
    domain,
    websiteUrl,
    linkedinUrl,
    industry,
    employeeCount,
    foundedYear,
    phone,
    description,
    annualRevenue,
    technologies,
    location: placeOf(row),
  };
}

function placeOf({
  city,
  state,
  country,
}: {
  city: string | null;
  state: string | null;
  country: string | null;
}): string | null {
  return [city, state, country].filter(Boolean).join(", ") || null;
}
