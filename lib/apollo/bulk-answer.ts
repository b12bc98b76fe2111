import { elementsAsJson, parseExactJson } from "@/lib/apollo/exact-json";
import { toPersonMatch } from "@/lib/apollo/map";
import { toPhoneEnrichmentReply, toWaterfallReply } from "@/lib/apollo/match-answer";
import type { MatchIdentity } from "@/lib/apollo/match-request";
import type { PersonMatch, PhoneEnrichmentReply, WaterfallReply } from "@/lib/apollo/provided";
import { WireBulkAnswer } from "@/lib/apollo/schemas";

export type BulkAnswer = {
  requestId: string | null;
  requested: number | null;
  /** People that cost credits; not the number of matches. Null when a waterfall runs. */
  billed: number | null;
  missing: number | null;
  /** Decimal text as reported. Null when a waterfall runs. */
  creditsReported: string | null;
  /** In the provider's order, which is only to be trusted through `placeMatches`. */
  matches: PersonMatch[];
  waterfall: WaterfallReply | null;
  phoneEnrichment: PhoneEnrichmentReply | null;
};

export type PlacedMatches = {
  /** One per requested person, in the order of the request. Null: nobody was given for this one. */
  placed: (PersonMatch | null)[];
  /** Given, and perhaps paid for, but belonging to none of the requested people for certain. */
  unplaced: PersonMatch[];
};

/** Reads a 200 of people/bulk_match. Throws when there is no list of matches in it. */
export function readBulkAnswer(body: Uint8Array): BulkAnswer {
  const wire = WireBulkAnswer.parse(parseExactJson(body));
  return {
    requestId: wire.request_id,
    requested: wire.total_requested_enrichments,
    billed: wire.unique_enriched_records,
    missing: wire.missing_records,
    creditsReported: wire.credits_consumed,
    matches: wire.matches.map(toPersonMatch),
    waterfall: toWaterfallReply(wire.waterfall),
    phoneEnrichment: toPhoneEnrichmentReply(wire.phone_enrichment),
  };
}

/** The parts of a 200 as people/match would have answered them, each to be kept by itself: in the order of the matches. */
export function splitBulkAnswer(body: Uint8Array): { parts: Buffer[]; nobody: Buffer } {
  const beside = ["waterfall", "phone_enrichment", "request_id"];
  const { elements, none } = elementsAsJson(body, { list: "matches", as: "person", beside });
  return { parts: elements, nobody: none };
}

/**
 * Gives each match to the person it was asked for. The index counts only while as many came back as were asked for and no
 * identifier contradicts it; otherwise an identifier must agree, because order and gaps are not promised (§3).
 */
export function placeMatches(details: MatchIdentity[], matches: PersonMatch[]): PlacedMatches {
  const isInOrder =
    matches.length === details.length && details.every((asked, at) => agreement(asked, matches[at]) !== "contradicts");
  if (isInOrder) return { placed: [...matches], unplaced: [] };
  const left = new Set(matches.filter((match) => match.person !== null));
  const placed = details.map((asked) => {
    const found = [...left].find((match) => agreement(asked, match) === "agrees");
    if (found) left.delete(found);
    return found ?? null;
  });
  return { placed, unplaced: [...left] };
}

function agreement(asked: MatchIdentity, match: PersonMatch | undefined): "agrees" | "contradicts" | "silent" {
  const person = match?.person;
  if (!person) return "silent";
  const emails = [person.email, ...(person.personalEmails ?? [])].flatMap((address) => address?.toLowerCase() ?? []);
  const askedEmail = asked.email?.trim().toLowerCase();
  const askedSlug = linkedinSlug(asked.linkedinUrl);
  const verdicts = [
    askedSlug && person.linkedinUrl ? askedSlug === linkedinSlug(person.linkedinUrl) : null,
    asked.id ? asked.id.trim() === person.apolloId : null,
    // An address that differs may be an older one of the same person, so only an equal one says something.
    askedEmail && emails.includes(askedEmail) ? true : null,
  ];
  if (verdicts.includes(true)) return "agrees";
  return verdicts.includes(false) ? "contradicts" : "silent";
}

function linkedinSlug(url: string | null | undefined): string | null {
  return /linkedin\.com\/in\/([^/?#]+)/i.exec(url ?? "")?.[1]?.toLowerCase() ?? null;
}
