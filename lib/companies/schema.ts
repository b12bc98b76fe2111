import * as z from "zod/mini";

const text = z.nullable(z.string());
const count = z.nullable(z.number());

export const CompanySummaryDto = z.object({
  id: z.string(),
  name: text,
  domain: text,
  industry: text,
  employeeCount: count,
  country: text,
  fundingStage: text,
  /** How many of the workspace's people are filed under it: null beyond 1,000. */
  people: count,
  updatedAt: z.iso.datetime(),
});
export type CompanySummaryDto = z.infer<typeof CompanySummaryDto>;

export const CompanyDetailDto = z.extend(CompanySummaryDto, {
  websiteUrl: text,
  linkedinUrl: text,
  foundedYear: count,
  phone: text,
  location: text,
  description: text,
  annualRevenue: text,
  technologies: z.array(z.string()),
  totalFunding: text,
  /** `YYYY-MM-DD` of the latest round. */
  fundedAt: text,
  /** Field → when the provider said so. A field without was entered by a member. */
  saidAt: z.record(z.string(), z.iso.datetime()),
  /** Charged for lookups of its people that the viewer may see: a rep's own, everybody's for an admin or a reviewer. */
  credits: z.string(),
  lookups: z.number(),
  observedAt: z.iso.datetime(),
});
export type CompanyDetailDto = z.infer<typeof CompanyDetailDto>;

export const COMPANIES_PAGE_SIZE = 50;

export const CompanyPage = z.object({
  companies: z.array(CompanySummaryDto),
  nextCursor: z.nullable(z.string()),
  /** On the first page: null beyond 1,000. */
  total: count,
});
export type CompanyPage = z.infer<typeof CompanyPage>;

/** The values there are to narrow by, the frequent ones first. */
export const CompanyFacets = z.object({
  industry: z.array(z.string()),
  country: z.array(z.string()),
  technology: z.array(z.string()),
});
export type CompanyFacets = z.infer<typeof CompanyFacets>;
