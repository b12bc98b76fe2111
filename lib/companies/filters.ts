import * as z from "zod/mini";
import { COMPANY_SIZES, COMPANY_SORTS, type CompanySize } from "@/lib/companies/company";
import { splitValues } from "@/lib/http/joined-values";

const VALUES_MAX = 20;
const CURSOR_MAX = 2400;
const SORT_WORDS = COMPANY_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);
const SIZES = Object.keys(COMPANY_SIZES) as CompanySize[];

const anyOf = z.optional(
  z.pipe(
    z.string().check(z.maxLength(1000)),
    z.transform((joined: string) => splitValues(joined).slice(0, VALUES_MAX)),
  ),
);

/** What the companies are narrowed to and ordered by. Filters add up; of several values of one, one must fit. */
export const CompanyFilters = z.object({
  /** Words that must all be in name, domain or industry. */
  q: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  industry: anyOf,
  country: anyOf,
  technology: anyOf,
  size: z.optional(
    z.pipe(
      z.string().check(z.maxLength(200)),
      z.transform((joined: string) => SIZES.filter((size) => splitValues(joined).includes(size))),
    ),
  ),
  sort: z.optional(z.enum(SORT_WORDS)),
  cursor: z.optional(z.string().check(z.maxLength(CURSOR_MAX))),
});
export type CompanyFilters = z.infer<typeof CompanyFilters>;

/** The same at whichever page. */
export type CompanyView = Omit<CompanyFilters, "cursor">;
