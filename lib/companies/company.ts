/** A b-tree holds no row of more than 2,700 bytes; in UTF-8 a character has up to four. */
const SEARCH_MAX = 500;

type Named = { name: string | null; domain: string | null; industry: string | null };

/** One lower-case text that substring search runs over and that companies are sorted by: the name stands first. */
export function companySearchText({ name, domain, industry }: Named): string {
  const words = [name, domain, industry].filter(Boolean).join(" ").toLowerCase();
  return words.slice(0, SEARCH_MAX).toWellFormed();
}

/** By employees, from and to. The last has no end. */
export const COMPANY_SIZES = {
  "1-10": [1, 10],
  "11-50": [11, 50],
  "51-200": [51, 200],
  "201-1000": [201, 1000],
  "1001-5000": [1001, 5000],
  "5001": [5001, null],
} as const;
export type CompanySize = keyof typeof COMPANY_SIZES;

export const COMPANY_SIZE_WORDS: Record<CompanySize, string> = {
  "1-10": "1–10",
  "11-50": "11–50",
  "51-200": "51–200",
  "201-1000": "201–1,000",
  "1001-5000": "1,001–5,000",
  "5001": "5,001 and more",
};

export const COMPANY_SORTS = ["updated", "name", "employees"] as const;
export type CompanySort = (typeof COMPANY_SORTS)[number];
export type CompanySortWord = CompanySort | `-${CompanySort}`;
/** The last changed first. */
export const DEFAULT_COMPANY_SORT: CompanySortWord = "-updated";
