import "server-only";
import { z } from "zod";
import { coverNumber } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { isDoNotCall } from "@/lib/people/person";
import { EmploymentDto, type CompanyDto, type EmailDto, type PersonDto, type PhoneDto } from "@/lib/people/schema";
import { formatPhone } from "@/lib/people/server/format-phone";
import { readOpenPhones } from "@/lib/people/server/phone-reveal-store";
import { placeOf } from "@/lib/people/server/place-of";
import { summariesOf, toSummary, type SummaryRow } from "@/lib/people/server/read-summaries";

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
  const [summary] = await tx.$queryRaw<SummaryRow[]>(summariesOf(viewer, [id]));
  if (!row || !summary) return null;
  const isListed = row.phones.some(({ dncStatus }) => isDoNotCall(dncStatus));
  const open = isListed ? await readOpenPhones(tx, viewer, [id]) : new Set<string>();
  return {
    ...toSummary(summary),
    apolloId: row.apolloId,
    headline: row.headline,
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
