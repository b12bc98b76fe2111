import "server-only";
import type { LookupSummaryDto } from "@/lib/lookups/schema";
import { ANSWERED_FROM, LOOKUP_OUTCOMES, LOOKUP_SOURCES, PENDING_STATES } from "@/lib/lookups/lookup";

export const SUMMARY_FIELDS = {
  id: true,
  label: true,
  source: true,
  outcome: true,
  phoneState: true,
  waterfallState: true,
  errorCode: true,
  creditsHeld: true,
  creditsCharged: true,
  creditsSaved: true,
  answeredFrom: true,
  createdAt: true,
  settledAt: true,
  user: { select: { id: true, name: true } },
  person: { select: { id: true, fullName: true, title: true, companyName: true } },
} as const;

type Row = Pick<LookupSummaryDto, "id" | "label" | "errorCode"> & {
  source: string;
  outcome: string;
  phoneState: string;
  waterfallState: string;
  creditsHeld: { toString(): string };
  creditsCharged: { toString(): string };
  creditsSaved: { toString(): string };
  answeredFrom: string;
  createdAt: Date;
  settledAt: Date | null;
  user: { id: string; name: string };
  person: { id: string; fullName: string; title: string | null; companyName: string | null } | null;
};

export function toSummaryDto(row: Row): LookupSummaryDto {
  return {
    id: row.id,
    label: row.label,
    source: wordOf(LOOKUP_SOURCES, row.source),
    outcome: wordOf(LOOKUP_OUTCOMES, row.outcome),
    phoneState: wordOf(PENDING_STATES, row.phoneState),
    waterfallState: wordOf(PENDING_STATES, row.waterfallState),
    errorCode: row.errorCode,
    creditsHeld: row.creditsHeld.toString(),
    creditsCharged: row.creditsCharged.toString(),
    creditsSaved: row.creditsSaved.toString(),
    answeredFrom: wordOf(ANSWERED_FROM, row.answeredFrom),
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    who: row.user,
    person: row.person && {
      id: row.person.id,
      name: row.person.fullName,
      title: row.person.title,
      company: row.person.companyName,
    },
  };
}

/** Status words are text in the database; a word outside its union is a defect, not a state. */
export function wordOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined) throw new Error(`unknown word "${text}", expected one of ${words.join(", ")}`);
  return word;
}
