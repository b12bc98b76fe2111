import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { isDoNotCall } from "@/lib/people/person";
import {
  EmploymentDto,
  type CompanyDto,
  type EmailDto,
  type PersonDto,
  type PersonSummaryDto,
  type PhoneDto,
} from "@/lib/people/schema";
import { formatPhone } from "@/lib/people/server/format-phone";
import { readAskedTimes } from "@/lib/people/server/read-asked-times";

const Employment = z.array(EmploymentDto).catch([]);

/** One person of the workspace with everything known, or null. */
export async function findPerson(tx: Tx, workspaceId: string, id: string): Promise<PersonDto | null> {
  const row = await tx.person.findFirst({
    where: { id, workspaceId },
    include: { emails: { orderBy: { createdAt: "asc" } }, phones: { orderBy: { createdAt: "asc" } }, company: true },
  });
  if (!row) return null;
  const askedTimes = await readAskedTimes(tx, workspaceId, [row]);
  const dncStatus = row.phones.find(({ number }) => number === row.primaryPhone)?.dncStatus ?? null;
  return {
    ...toSummary({ ...row, dncStatus }, askedTimes),
    apolloId: row.apolloId,
    headline: row.headline,
    seniority: row.seniority,
    departments: row.departments,
    linkedinUrl: row.linkedinUrl,
    twitterUrl: row.twitterUrl,
    githubUrl: row.githubUrl,
    facebookUrl: row.facebookUrl,
    timeZone: row.timeZone,
    emails: firstly(row.emails, ({ address }) => address === row.primaryEmail).map(toEmail),
    phones: firstly(row.phones, ({ number }) => number === row.primaryPhone).map(toPhone),
    employment: Employment.parse(row.employment),
    company: row.company && toCompany(row.company),
    observedAt: row.observedAt.toISOString(),
  };
}

/** The one that lists show stands first; the others keep their order. */
function firstly<T>(values: readonly T[], isFirst: (value: T) => boolean): T[] {
  return [...values.filter(isFirst), ...values.filter((value) => !isFirst(value))];
}

function toEmail({ address, kind, status, source, observedAt }: Observed<EmailDto>): EmailDto {
  return { address, kind, status, source, observedAt: observedAt.toISOString() };
}

function toPhone(row: Observed<Omit<PhoneDto, "formatted">>): PhoneDto {
  const { number, raw, type, status, confidence, dncStatus, source, observedAt } = row;
  return {
    ...{ number, raw, type, status, confidence, dncStatus, source },
    formatted: formatPhone(number),
    observedAt: observedAt.toISOString(),
  };
}

type Observed<Dto> = Omit<Dto, "observedAt"> & { observedAt: Date };

type SummaryRow = Omit<
  PersonSummaryDto,
  "name" | "location" | "updatedAt" | "primaryPhoneFormatted" | "isDoNotCall" | "phonesAskedAt"
> & {
  fullName: string;
  /** Of the primary phone. */
  dncStatus: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
  updatedAt: Date;
};

export function toSummary(row: SummaryRow, askedTimes: ReadonlyMap<string, Date>): PersonSummaryDto {
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
    primaryPhoneFormatted: row.primaryPhone && formatPhone(row.primaryPhone),
    isDoNotCall: isDoNotCall(row.dncStatus),
    phoneType: row.phoneType,
    phoneState: row.phoneState,
    phonesAskedAt: askedTimes.get(row.id)?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

type CompanyRow = Omit<CompanyDto, "location"> & { city: string | null; state: string | null; country: string | null };

function toCompany(row: CompanyRow): CompanyDto {
  const { name, domain, websiteUrl, linkedinUrl, industry, employeeCount, foundedYear } = row;
  const { phone, description, annualRevenue, technologies } = row;
  return {
    ...{ name, domain, websiteUrl, linkedinUrl, industry, employeeCount, foundedYear },
    ...{ description, annualRevenue, technologies },
    phone: phone && formatPhone(phone),
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
