import type {
  EmploymentEntry,
  NoMatchShape,
  PersonMatch,
  ProvidedCompany,
  ProvidedEmail,
  ProvidedPerson,
  ProvidedPhone,
} from "@/lib/apollo/provided";
import type { WireOrganization, WirePerson, WirePhone, WireWaterfallEmail } from "@/lib/apollo/schemas";

/** Decided by content, and before anything else is read: `revealed_for_current_team` is true on stubs too. §2.5 */
export function toPersonMatch(wire: WirePerson | null | undefined): PersonMatch {
  const noMatchShape = noMatchShapeOf(wire);
  const returnedApolloId = wire?.id ?? null;
  if (!wire || noMatchShape) return { person: null, noMatch: true, noMatchShape, returnedApolloId };
  return { person: toPerson(wire), noMatch: false, noMatchShape: null, returnedApolloId };
}

export function toPhones(wire: WirePhone[]): ProvidedPhone[] {
  return wire.map(toPhone).filter((phone) => phone.number !== null || phone.raw !== null);
}

export function toEmails(wire: WireWaterfallEmail[]): ProvidedEmail[] {
  return wire.flatMap((given) => {
    const address = toAddress(given.email);
    if (!address) return [];
    const status = given.email_status_cd?.toLowerCase() ?? null;
    return [
      { address, status, confidence: given.extrapolated_email_confidence, observedAt: given.waterfall_enriched_at },
    ];
  });
}

function noMatchShapeOf(wire: WirePerson | null | undefined): NoMatchShape | null {
  if (!wire) return "null";
  if (wire.match_confidence === "none") return "confidence_none";
  const isStub = !(wire.last_name ?? wire.title ?? wire.email ?? wire.linkedin_url ?? wire.organization_id);
  return isStub ? "stub" : null;
}

function toPerson(wire: WirePerson): ProvidedPerson {
  if (!wire.id) throw new Error("a matched person came without an id");
  const email = toAddress(wire.email);
  return {
    apolloId: wire.id,
    ...namesOf(wire),
    ...standingOf(wire),
    ...linksOf(wire),
    ...placeOf(wire),
    email,
    // The placeholder comes with `verified` beside it (§0.14), which says nothing about any address we hold.
    emailStatus: wire.email !== null && email === null ? null : (wire.email_status?.toLowerCase() ?? null),
    emailConfidence: wire.extrapolated_email_confidence,
    personalEmails: wire.personal_emails ? toAddresses(wire.personal_emails) : null,
    employment: toEmployment(wire),
    company: toCompany(wire.organization, wire.organization_id),
    phones: toPhones(wire.phone_numbers),
    contactPhones: toPhones(wire.contact?.phone_numbers ?? []),
  };
}

const namesOf = (wire: WirePerson) => ({
  firstName: wire.first_name,
  lastName: wire.last_name,
  fullName: wire.name ?? ([wire.first_name, wire.last_name].filter(Boolean).join(" ") || null),
});

const standingOf = (wire: WirePerson) => ({
  title: wire.title,
  headline: wire.headline,
  seniority: wire.seniority,
  departments: wire.departments,
  matchConfidence: wire.match_confidence,
});

const linksOf = (wire: WirePerson) => ({
  linkedinUrl: wire.linkedin_url,
  twitterUrl: wire.twitter_url,
  githubUrl: wire.github_url,
  facebookUrl: wire.facebook_url,
});

const placeOf = (wire: WirePerson) => ({
  city: wire.city,
  state: wire.state,
  country: wire.country,
  timeZone: wire.time_zone,
});

function toEmployment(wire: WirePerson): EmploymentEntry[] {
  const entries = wire.employment_history.map((entry) => ({
    title: entry.title,
    companyName: entry.organization_name,
    companyApolloId: entry.organization_id,
    startDate: entry.start_date,
    endDate: entry.end_date,
    isCurrent: entry.current === true,
  }));
  return entries.sort(
    (a, b) => Number(b.isCurrent) - Number(a.isCurrent) || (b.startDate ?? "").localeCompare(a.startDate ?? ""),
  );
}

function toCompany(wire: WireOrganization | null, organizationId: string | null): ProvidedCompany | null {
  const apolloId = wire?.id ?? organizationId;
  if (!wire || !(apolloId ?? wire.name ?? wire.primary_domain)) return null;
  const technologies = [...wire.technology_names, ...wire.current_technologies.flatMap(({ name }) => name ?? [])];
  return {
    apolloId,
    name: wire.name,
    domain: wire.primary_domain,
    websiteUrl: wire.website_url,
    linkedinUrl: wire.linkedin_url,
    industry: wire.industry,
    employeeCount: wire.estimated_num_employees,
    foundedYear: wire.founded_year,
    phone: companyPhoneOf(wire),
    city: wire.city,
    state: wire.state,
    country: wire.country,
    description: wire.short_description ?? wire.seo_description,
    annualRevenue: printed(wire.annual_revenue_printed, wire.annual_revenue),
    technologies: [...new Set(technologies)],
    totalFunding: printed(wire.total_funding_printed, wire.total_funding),
    fundingStage: wire.latest_funding_stage,
    fundedAt: dayOf(wire.latest_funding_round_date),
  };
}

const printed = (words: string | null, amount: number | null) => words ?? (amount === null ? null : String(amount));

/** The day of a written time; null for what begins with none. */
function dayOf(written: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(written ?? "")?.[0] ?? null;
}

function companyPhoneOf(wire: WireOrganization): string | null {
  return wire.primary_phone?.sanitized_number ?? wire.sanitized_phone ?? wire.primary_phone?.number ?? wire.phone;
}

function toPhone(wire: WirePhone): ProvidedPhone {
  const sanitized = wire.sanitized_number;
  return {
    number: sanitized && /^\+[1-9]\d{1,14}$/.test(sanitized) ? sanitized : null,
    raw: wire.raw_number ?? sanitized,
    type: wire.type_cd ?? wire.type,
    status: wire.status_cd ?? wire.status,
    confidence: wire.confidence_cd,
    dncStatus: wire.dnc_status_cd ?? wire.dnc_status,
    observedAt: wire.updated_at ?? wire.created_at,
  };
}

const ADDRESS_LENGTH_MAX = 320;

/** The literal `email_not_unlocked@domain.com` stands for "we are not telling". §0.14 */
function toAddress(given: string | null): string | null {
  if (!given?.includes("@") || given.length > ADDRESS_LENGTH_MAX) return null;
  return /^email_not_unlocked@/i.test(given) ? null : given;
}

function toAddresses(given: (string | null)[]): string[] {
  return [...new Set(given.flatMap((entry) => toAddress(entry) ?? []))];
}
