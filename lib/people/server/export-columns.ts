import "server-only";
import type { PersonSummaryDto } from "@/lib/people/schema";
import type { ContactWays } from "@/lib/people/server/read-contact-ways";

type Column = [name: string, cell: (person: PersonSummaryDto, ways: ContactWays) => string | null];

const SEPARATOR = "; ";

const COLUMNS: readonly Column[] = [
  ["Name", ({ name }) => name],
  ["Title", ({ title }) => title],
  ["Seniority", ({ seniority }) => seniority],
  ["Company", ({ companyName }) => companyName],
  ["Company domain", ({ companyDomain }) => companyDomain],
  ["Location", ({ location }) => location],
  ["Country", ({ country }) => country],
  ["Email", ({ primaryEmail }) => primaryEmail],
  ["Email status", ({ emailStatus }) => emailStatus],
  ["Phone", ({ primaryPhone }) => primaryPhone],
  ["Phone type", ({ phoneType }) => phoneType],
  ["Phone state", ({ phoneState }) => phoneState],
  ["Do not call", ({ isDoNotCall }) => (isDoNotCall ? "yes" : "")],
  ["All emails", (_, { emails }) => emails.map(({ address, status }) => withWord(address, status)).join(SEPARATOR)],
  [
    "All phones",
    (_, { phones }) =>
      phones
        .map(({ number, type, isDoNotCall }) => withWord(number, isDoNotCall ? "do not call" : type))
        .join(SEPARATOR),
  ],
  ["LinkedIn", (_, { linkedinUrl }) => linkedinUrl],
  ["Tags", ({ tags }) => tags.map(({ name }) => name).join(SEPARATOR)],
  ["Owner", ({ owner }) => owner?.name ?? null],
  ["Credits", ({ credits }) => credits],
  ["Last enriched", ({ enrichedAt }) => enrichedAt],
  ["Updated", ({ updatedAt }) => updatedAt],
  ["Job changed", ({ jobChangedAt }) => jobChangedAt],
  ["Former company", ({ formerCompany }) => formerCompany],
  ["Person ID", ({ id }) => id],
];
const NO_WAYS: ContactWays = { linkedinUrl: null, emails: [], phones: [] };

export const EXPORT_COLUMNS: readonly string[] = COLUMNS.map(([name]) => name);

export function toCells(person: PersonSummaryDto, ways: ContactWays = NO_WAYS): string[] {
  return COLUMNS.map(([, cell]) => cell(person, ways) ?? "");
}

const withWord = (text: string, word: string | null): string => (word ? `${text} (${word})` : text);
