import "server-only";
import { z } from "zod";
import { coverNumber } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
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
import { readOpenPhones } from "@/lib/people/server/phone-reveal-store";
import { readAskedTimes } from "@/lib/people/server/read-asked-times";

const Employment = z.array(EmploymentDto).catch([]);

/**
 * One person of the workspace with everything known, or null. Do-not-call numbers are covered unless the viewer has opened
 * them today.
 */
export async function findPerson(tx: Tx, viewer: Viewer, id: string): Promise<PersonDto | null> {
  const { workspaceId } = viewer;
  const row = await tx.person.findFirst({
    where: { id, workspaceId },
    include: { emails: { orderBy: { createdAt: "asc" } }, phones: { orderBy: { createdAt: "asc" } }, company: true },
  });
  if (!row) return null;
  const askedTimes = await readAskedTimes(tx, workspaceId, [row]);
  const isListed = row.phones.some(({ dncStatus }) => isDoNotCall(dncStatus));
  const open = isListed ? await readOpenPhones(tx, viewer, [id]) : new Set<string>();
  const first = row.phones.find(({ number }) => number === row.primaryPhone);
  const firstPhone = { dncStatus: first?.dncStatus ?? null, isOpen: first !== undefined && open.has(first.id) };
  return {
    ...toSummary({ ...row, ...firstPhone }, askedTimes),
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
    phones: firstly(row.phones, ({ number }) => number === row.primaryPhone).map((phone) =>
      toPhone(phone, { isOpen: open.has(phone.id), mayReveal: viewer.role !== "reviewer" }),
    ),
    employment: Employment.parse(row.employment),
    jobChange: row.jobChangedAt && {
      ...{ at: row.jobChangedAt.toISOString(), title: row.formerTitle, company: row.formerCompany },
    },
    company: row.company && toCompany(row.company),
    observedAt: row.observedAt.toISOString(),
  };
}

/** The one that lists show stands first, what is wrong last; the others keep their order. */
function firstly<T extends { wrongAt: Date | null }>(values: readonly T[], isFirst: (value: T) => boolean): T[] {
  const rankOf = (value: T) => (value.wrongAt !== null ? 2 : isFirst(value) ? 0 : 1);
  return values.toSorted((a, b) => rankOf(a) - rankOf(b));
}

type Marked = { label: string | null; isPrimary: boolean; wrongAt: Date | null };

const marksOf = ({ label, isPrimary, wrongAt }: Marked) => ({ label, isPrimary, isWrong: wrongAt !== null });

function toEmail(row: Observed<Omit<EmailDto, "isWrong">> & Marked): EmailDto {
  const { id, address, kind, status, source, observedAt } = row;
  return { id, ...marksOf(row), address, kind, status, source, observedAt: observedAt.toISOString() };
}

type PhoneRow = Observed<Omit<PhoneDto, "formatted" | "isMasked" | "mayReveal" | "isWrong">> & Marked;
type Opening = { isOpen: boolean; mayReveal: boolean };

function toPhone(row: PhoneRow, { isOpen, mayReveal }: Opening): PhoneDto {
  const { id, number, raw, type, status, confidence, dncStatus, source, observedAt } = row;
  const isMasked = isDoNotCall(dncStatus) && !isOpen;
  const shown = isMasked ? coverNumber : (text: string) => text;
  return {
    ...{ id, ...marksOf(row), type, status, confidence, dncStatus, source, isMasked, mayReveal },
    number: shown(number),
    raw: raw && shown(raw),
    formatted: shown(formatPhone(number)),
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
  /** Whether the viewer may read it though it is on a do-not-call list. */
  isOpen: boolean;
  city: string | null;
  state: string | null;
  country: string | null;
  updatedAt: Date;
};

export function toSummary(row: SummaryRow, askedTimes: ReadonlyMap<string, Date>): PersonSummaryDto {
  const isListed = isDoNotCall(row.dncStatus);
  const shown = isListed && !row.isOpen ? coverNumber : (text: string) => text;
  return {
    id: row.id,
    name: row.fullName,
    title: row.title,
    companyName: row.companyName,
    companyDomain: row.companyDomain,
    location: placeOf(row),
    primaryEmail: row.primaryEmail,
    emailStatus: row.emailStatus,
    primaryPhone: row.primaryPhone && shown(row.primaryPhone),
    primaryPhoneFormatted: row.primaryPhone && shown(formatPhone(row.primaryPhone)),
    isDoNotCall: isListed,
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
