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

type PhoneRow = Observed<Omit<PhoneDto, "formatted" | "isMasked" | "mayReveal">>;
type Opening = { isOpen: boolean; mayReveal: boolean };

function toPhone(row: PhoneRow, { isOpen, mayReveal }: Opening): PhoneDto {
  const { id, number, raw, type, status, confidence, dncStatus, source, observedAt } = row;
  const isMasked = isDoNotCall(dncStatus) && !isOpen;
  const shown = isMasked ? coverNumber : (text: string) => text;
  return {
    ...{ id, type, status, confidence, dncStatus, source, isMasked, mayReveal },
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
