import * as z from "zod/mini";
import { REVEAL_REASONS } from "@/lib/people/person";

const text = z.nullable(z.string());

export const EmploymentDto = z.object({
  title: text,
  companyName: text,
  startDate: text,
  endDate: text,
  isCurrent: z.boolean(),
});
export type EmploymentDto = z.infer<typeof EmploymentDto>;

/** What members say of an address or a number itself. */
const marks = { label: text, isPrimary: z.boolean(), isWrong: z.boolean() };

export const EmailDto = z.object({
  id: z.string(),
  ...marks,
  address: z.string(),
  kind: z.string(),
  status: text,
  source: z.string(),
  observedAt: z.iso.datetime(),
});
export type EmailDto = z.infer<typeof EmailDto>;

export const PhoneDto = z.object({
  id: z.string(),
  ...marks,
  /** E.164, or the raw text where the provider gave no such form. Covered but for two digits where `isMasked`. */
  number: z.string(),
  /** `number` as a person reads it. */
  formatted: z.string(),
  raw: text,
  type: text,
  status: text,
  confidence: text,
  dncStatus: text,
  /** On a do-not-call list and not opened by the viewer today: the number itself has not left the server. */
  isMasked: z.boolean(),
  mayReveal: z.boolean(),
  source: z.string(),
  observedAt: z.iso.datetime(),
});
export type PhoneDto = z.infer<typeof PhoneDto>;

export const CompanyDto = z.object({
  name: text,
  domain: text,
  websiteUrl: text,
  linkedinUrl: text,
  industry: text,
  employeeCount: z.nullable(z.number()),
  foundedYear: z.nullable(z.number()),
  phone: text,
  location: text,
  description: text,
  annualRevenue: text,
  technologies: z.array(z.string()),
});
export type CompanyDto = z.infer<typeof CompanyDto>;

const Named = z.object({ id: z.string(), name: z.string() });

export const TagDto = z.object({ id: z.string(), name: z.string(), colour: z.string() });
export type TagDto = z.infer<typeof TagDto>;

export const PersonSummaryDto = z.object({
  id: z.string(),
  name: z.string(),
  title: text,
  companyId: text,
  companyName: text,
  companyDomain: text,
  location: text,
  country: text,
  seniority: text,
  primaryEmail: text,
  emailStatus: text,
  /** Covered but for two digits where it is on a do-not-call list and not opened by the viewer. */
  primaryPhone: text,
  /** `primaryPhone` as a person reads it. */
  primaryPhoneFormatted: text,
  isDoNotCall: z.boolean(),
  phoneType: text,
  phoneState: z.string(),
  /** When the phones that are still awaited were asked for; null where none are. */
  phonesAskedAt: z.nullable(z.iso.datetime()),
  /** In the order of their names. */
  tags: z.array(TagDto),
  owner: z.nullable(Named),
  /** Charged for the lookups of them that the viewer may see: a rep's own, everybody's for an admin or a reviewer. */
  credits: z.string(),
  /** When the provider last said something of them. */
  enrichedAt: z.iso.datetime(),
  /** When an answer told of another company than the one before, which `formerCompany` names. */
  jobChangedAt: z.nullable(z.iso.datetime()),
  formerCompany: text,
  updatedAt: z.iso.datetime(),
});
export type PersonSummaryDto = z.infer<typeof PersonSummaryDto>;

export const PersonDto = z.extend(PersonSummaryDto, {
  apolloId: z.string(),
  headline: text,
  departments: z.array(z.string()),
  linkedinUrl: text,
  twitterUrl: text,
  githubUrl: text,
  facebookUrl: text,
  timeZone: text,
  emails: z.array(EmailDto),
  phones: z.array(PhoneDto),
  employment: z.array(EmploymentDto),
  /** The last change of employer that an answer told of, and what they were before. */
  jobChange: z.nullable(z.object({ at: z.iso.datetime(), title: text, company: text })),
  company: z.nullable(CompanyDto),
  observedAt: z.iso.datetime(),
});
export type PersonDto = z.infer<typeof PersonDto>;

/** A person's page: what is known and the lookups that brought it, newest first. */
export const PersonPageDto = z.object({
  person: PersonDto,
  /** Whether the viewer may have the access file made. */
  mayAskForAll: z.boolean(),
  lookups: z.array(
    z.object({
      id: z.string(),
      outcome: z.string(),
      who: z.string(),
      credits: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
});
export type PersonPageDto = z.infer<typeof PersonPageDto>;

export const PEOPLE_PAGE_SIZE = 50;

export const PeoplePage = z.object({
  people: z.array(PersonSummaryDto),
  nextCursor: z.nullable(z.string()),
});
export type PeoplePage = z.infer<typeof PeoplePage>;

/** Counted apart from the page, which does not wait for it. */
export const PeopleCount = z.object({
  /** Bounded: null beyond 1,000. */
  total: z.nullable(z.number()),
});
export type PeopleCount = z.infer<typeof PeopleCount>;

/** What the people of a workspace can be narrowed to: the values that there are, in order. */
export const PeopleFacets = z.object({
  countries: z.array(z.string()),
  seniorities: z.array(z.string()),
  emailStatuses: z.array(z.string()),
  tags: z.array(TagDto),
  /** Those that the viewer may see. */
  lists: z.array(Named),
  /** Who may look after somebody. */
  owners: z.array(Named),
});
export type PeopleFacets = z.infer<typeof PeopleFacets>;

/** A person as a file: a card for an address book, or all of it. */
export const PersonExport = z.object({ format: z.enum(["vcard", "json"]) });
export type PersonExport = z.infer<typeof PersonExport>;

/** One of the reasons for opening a do-not-call number; `other` needs its own words. */
export const RevealPhoneInput = z
  .object({
    phoneId: z.string().check(z.maxLength(64)),
    reason: z.enum(REVEAL_REASONS, "Choose a reason."),
    note: z._default(z.string().check(z.trim(), z.maxLength(200, "At most 200 characters.")), ""),
  })
  .check(
    z.refine(({ reason, note }) => reason !== "other" || note.length >= 3, {
      error: "Say why, in a few words.",
      path: ["note"],
    }),
  );
export type RevealPhoneInput = z.infer<typeof RevealPhoneInput>;
