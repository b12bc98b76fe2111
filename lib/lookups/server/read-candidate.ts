import "server-only";
import { readMatchAnswer } from "@/lib/apollo/match-answer";
import type { CandidateDto } from "@/lib/lookups/schema";

/** Who a stored answer speaks of, for whoever has to say whether this is the person asked for. */
export function readCandidate(body: Uint8Array): CandidateDto | null {
  const { person } = readMatchAnswer(Buffer.from(body));
  if (!person) return null;
  const { fullName, title, email, linkedinUrl, company, city, state, country } = person;
  return {
    ...{ name: fullName, title, email, linkedinUrl },
    company: company?.name ?? null,
    location: [city, state, country].filter(Boolean).join(", ") || null,
  };
}
