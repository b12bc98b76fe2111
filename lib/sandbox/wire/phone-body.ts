import { toId } from "@/lib/sandbox/world/ids";
import { hasMobile, type WorldPhone } from "@/lib/sandbox/world/phones";

export const MOBILE_CREDITS = 8;

/** One person of a phone callback. */
export type PhoneResult = {
  id: string;
  index: number;
  countryName: string;
  /** `none` is a success without numbers, `failure` what the provider calls one. */
  outcome: "numbers" | "none" | "failure";
  phones: readonly WorldPhone[];
};

export const mobileCredits = (results: readonly PhoneResult[]): number =>
  MOBILE_CREDITS * results.filter(({ phones }) => hasMobile(phones)).length;

/** The form that webhooks use (docs/apollo-contract.md §5.3); a waterfall's carries fewer values. */
export function asyncPhone(
  phone: WorldPhone,
  place: { index: number; position: number; countryName: string; now: Date },
): Record<string, unknown> {
  const id = toId("phone", (place.index * 8 + place.position) % 2 ** 24);
  const at = place.now.toISOString();
  return {
    _id: id,
    id,
    key: id,
    raw_number: phone.raw,
    sanitized_number: phone.number,
    type_cd: phone.type,
    position: place.position,
    status_cd: phone.status,
    confidence_cd: phone.confidence,
    direct_dial_source_cd: phone.type === "work_hq" ? "account" : "apollo",
    dnc_status_cd: phone.dnc,
    dnc_status_updated_at: phone.dnc === "dnc" ? at : null,
    dnc_other_info: phone.dnc === "dnc" ? { country: place.countryName } : {},
    created_at: at,
    updated_at: at,
  };
}

function personPart({ id, index, countryName, outcome, phones }: PhoneResult, now: Date): Record<string, unknown> {
  return {
    id,
    status: outcome === "failure" ? "failure" : "success",
    phone_numbers: phones.map((phone, position) => asyncPhone(phone, { index, position, countryName, now })),
  };
}

/** The body of a native phone reveal: no request id in it, and `success` on top whatever became of the people. */
export function phoneBody(results: readonly PhoneResult[], now: Date): Record<string, unknown> {
  const enriched = results.filter(({ phones }) => phones.length > 0).length;
  return {
    status: "success",
    total_requested_enrichments: results.length,
    unique_enriched_records: enriched,
    missing_records: results.length - enriched,
    credits_consumed: mobileCredits(results),
    people: results.map((result) => personPart(result, now)),
  };
}
