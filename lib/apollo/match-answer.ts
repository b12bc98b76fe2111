import { parseExactJson } from "@/lib/apollo/exact-json";
import { toPersonMatch } from "@/lib/apollo/map";
import type { MatchAnswer, PhoneEnrichmentReply, WaterfallReply } from "@/lib/apollo/provided";
import { WireMatchAnswer, type WirePhoneEnrichment, type WireWaterfall } from "@/lib/apollo/schemas";

/**
 * Reads a 200 of people/match, also from a stored answer. Throws when it is not one: no JSON object, neither a person nor a
 * request id in it, or a person who cannot be told from others for want of an id.
 */
export function readMatchAnswer(body: Uint8Array): MatchAnswer {
  const wire = WireMatchAnswer.parse(parseExactJson(body));
  if (wire.person === undefined && wire.request_id === null) throw new Error("neither a person nor a request id");
  return {
    ...toPersonMatch(wire.person),
    requestId: wire.request_id,
    waterfall: toWaterfallReply(wire.waterfall),
    phoneEnrichment: toPhoneEnrichmentReply(wire.phone_enrichment),
  };
}

export function toWaterfallReply(wire: WireWaterfall | null): WaterfallReply | null {
  return wire && { status: wire.status, message: wire.message, unprocessedAttributes: wire.unprocessed_attributes };
}

export function toPhoneEnrichmentReply(wire: WirePhoneEnrichment | null): PhoneEnrichmentReply | null {
  return wire && { status: wire.status, jobId: wire.request_id, message: wire.message };
}
