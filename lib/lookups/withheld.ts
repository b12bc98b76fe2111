import type { LookupOptions } from "@/lib/lookups/lookup";

type Answer = {
  person: { personalEmails: readonly string[] | null; email: string | null } | null;
  waterfall: { status: string | null; message: string | null } | null;
  phoneEnrichment: { status: string | null; message: string | null } | null;
};

/** Sentences on what was asked for and not given, and why, as far as the answer itself tells. */
export function describeWithheld(options: LookupOptions, { person, waterfall, phoneEnrichment }: Answer): string[] {
  const sentences: string[] = [];
  if (options.revealPersonalEmails && (person?.personalEmails ?? []).length === 0) {
    sentences.push(
      "Personal emails: none given. Apollo has none on file, or the person lives where privacy law (GDPR) withholds them.",
    );
  }
  if (person?.email === null && !options.waterfallEmail) sentences.push("Work email: Apollo has none on file.");
  if (phoneEnrichment?.status === "skipped") {
    sentences.push(
      "Phones: Apollo is already fetching them for an earlier lookup of this person; they arrive with that one.",
    );
  }
  if (waterfall && waterfall.status !== "accepted") {
    sentences.push(`Waterfall: ${waterfall.message ?? waterfall.status ?? "not accepted"}`.slice(0, 300));
  }
  return sentences;
}
