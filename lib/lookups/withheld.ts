import type { LookupOptions } from "@/lib/lookups/lookup";

type Answer = {
  person: { personalEmails: readonly string[] | null; email: string | null } | null;
  waterfall: { status: string | null; message: string | null } | null;
  phoneEnrichment: { status: string | null; message: string | null } | null;
};

/** Sentences on what was asked for and not given, and why, as far as the answer itself tells. */
export function describeWithheld(options: LookupOptions, answer: Answer): string[] {
  return [emailsWithheld(options, answer), phonesWithheld(answer), waterfallWithheld(answer)].flat();
}

function emailsWithheld(options: LookupOptions, { person }: Answer): string[] {
  const sentences: string[] = [];
  if (options.revealPersonalEmails && (person?.personalEmails ?? []).length === 0) sentences.push(NO_PERSONAL_EMAILS);
  if (person?.email === null && !options.waterfallEmail) sentences.push("Work email: Apollo has none on file.");
  return sentences;
}

const NO_PERSONAL_EMAILS =
  "Personal emails: none given. Apollo has none on file, or the person lives where privacy law (GDPR) withholds them.";

function phonesWithheld({ phoneEnrichment }: Answer): string[] {
  if (phoneEnrichment?.status !== "skipped") return [];
  return ["Phones: Apollo is already fetching them for an earlier lookup of this person; they arrive with that one."];
}

function waterfallWithheld({ waterfall }: Answer): string[] {
  if (!waterfall || waterfall.status === "accepted") return [];
  return [`Waterfall: ${waterfall.message ?? waterfall.status ?? "not accepted"}`.slice(0, 300)];
}
