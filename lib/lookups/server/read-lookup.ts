import "server-only";
import type { LookupSummaryDto } from "@/lib/lookups/schema";
import { ANSWERED_FROM, LOOKUP_OUTCOMES, LOOKUP_SOURCES, PENDING_STATES } from "@/lib/lookups/lookup";

type Row = Pick<LookupSummaryDto, "id" | "label" | "errorCode" | "keyName" | "commentCount"> & {
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
  userId: string;
  userName: string;
  personId: string | null;
  personName: string | null;
  personTitle: string | null;
  personCompany: string | null;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  runId: string | null;
  runName: string | null;
};

export function toSummaryDto(row: Row): LookupSummaryDto {
  const { id, label, errorCode, keyName, commentCount } = row;
  return {
    ...{ id, label, errorCode, keyName, commentCount },
    source: wordOf(LOOKUP_SOURCES, row.source),
    outcome: wordOf(LOOKUP_OUTCOMES, row.outcome),
    phoneState: wordOf(PENDING_STATES, row.phoneState),
    waterfallState: wordOf(PENDING_STATES, row.waterfallState),
    creditsHeld: row.creditsHeld.toString(),
    creditsCharged: row.creditsCharged.toString(),
    creditsSaved: row.creditsSaved.toString(),
    answeredFrom: wordOf(ANSWERED_FROM, row.answeredFrom),
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    review: row.reviewedAt && { at: row.reviewedAt.toISOString(), by: row.reviewedBy },
    run: row.runId === null ? null : { id: row.runId, name: row.runName ?? "" },
    who: { id: row.userId, name: row.userName },
    person: personOf(row),
  };
}

function personOf({ personId, personName, personTitle, personCompany }: Row): LookupSummaryDto["person"] {
  if (personId === null) return null;
  return { id: personId, name: personName ?? "", title: personTitle, company: personCompany };
}

/** Status words are text in the database; a word outside its union is a defect, not a state. */
export function wordOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined) throw new Error(`unknown word "${text}", expected one of ${words.join(", ")}`);
  return word;
}
