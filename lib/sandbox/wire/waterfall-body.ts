import { asyncPhone } from "@/lib/sandbox/wire/phone-body";
import { createDice, PURPOSE } from "@/lib/sandbox/world/dice";
import { toId } from "@/lib/sandbox/world/ids";
import type { WaterfallAct } from "@/lib/sandbox/world/magic-acts";
import type { WorldPerson } from "@/lib/sandbox/world/person";
import type { WorldPhone } from "@/lib/sandbox/world/phones";

export type WaterfallField = "emails" | "phone_numbers";

/** What the vendors found for one person, and what they charge for it. */
export type WaterfallResult = {
  id: string;
  person: WorldPerson;
  fields: readonly WaterfallField[];
  email: string | null;
  phone: WorldPhone | null;
  credits: number;
};

const VENDORS = ["Lumenpath", "Corvid Contacts", "Tellurian Data", "Marlin Verify"] as const;
/** Most of the vendors' finds cost little; docs/apollo-contract.md §7 gives 1 to 4 for emails and 8 to 25 for phones. */
const EMAIL_CREDITS = { magic: 2, least: 1, most: 4 };
const PHONE_CREDITS = { magic: 10, least: 8, most: 25 };

type Asked = { id: string; person: WorldPerson; fields: readonly WaterfallField[]; act: WaterfallAct | undefined };

/** Decides what the vendors find: always the same for the same person. */
export function runWaterfall({ id, person, fields, act }: Asked): WaterfallResult {
  const dice = createDice(PURPOSE.waterfall, person.index);
  const isMagic = act !== undefined;
  const price = ({ magic, least, most }: typeof EMAIL_CREDITS): number => (isMagic ? magic : dice.between(least, most));
  const [emailPrice, phonePrice] = [price(EMAIL_CREDITS), price(PHONE_CREDITS)];
  const mobile = person.phones.find(({ type }) => type === "mobile") ?? null;
  const hasEmail = isMagic || person.emailStatus === "verified" || dice.chance(0.7);
  const email = act !== "empty" && fields.includes("emails") && hasEmail ? person.address : null;
  const phone = act !== "empty" && fields.includes("phone_numbers") ? mobile : null;
  return { id, person, fields, email, phone, credits: (email ? emailPrice : 0) + (phone ? phonePrice : 0) };
}

type VendorTrial = { position: number; field: WaterfallField; found: string | null };

function vendorBody({ position, field, found }: VendorTrial): Record<string, unknown> {
  return {
    id: toId("account", 900 + position),
    name: VENDORS[position % VENDORS.length],
    status: found === null ? "NOT_FOUND" : "VERIFIED",
    [field]: found === null ? [] : [found],
    usedForVerification: position > 0 && field === "emails",
    statusCode: found === null ? 404 : 200,
    statusMessage: found === null ? "No record" : "OK",
    authMechanism: "native",
  };
}

/** The first vendor comes back empty, the second one finds it, if any does. */
function trail(field: WaterfallField, found: string | null): Record<string, unknown>[] {
  const vendors = [null, found].map((value, position) => vendorBody({ position, field, found: value }));
  return [{ vendors }];
}

function emailBody(email: string, now: Date): Record<string, unknown> {
  return {
    email,
    email_source_cd: "third_party",
    position: 0,
    email_status_cd: "Verified",
    extrapolated_email_confidence: null,
    third_party_data_provider_id: toId("account", 901),
    waterfall_enriched_at: now.toISOString(),
    vendor_validation_statuses: [],
  };
}

/** A vendor's phone says less than the provider's own (docs/apollo-contract.md §5.3). */
function vendorPhone(phone: WorldPhone, person: WorldPerson, now: Date): Record<string, unknown> {
  const full = asyncPhone(phone, { index: person.index, position: 0, countryName: person.country.name, now });
  return {
    ...full,
    status_cd: null,
    confidence_cd: null,
    direct_dial_source_cd: null,
    dnc_status_cd: null,
    dnc_status_updated_at: null,
    dnc_other_info: {},
  };
}

function personPart({ id, person, fields, email, phone }: WaterfallResult, now: Date): Record<string, unknown> {
  const found = { emails: email, phone_numbers: phone?.number ?? null };
  return {
    id,
    waterfall: Object.fromEntries(fields.map((field) => [field, trail(field, found[field])])),
    ...(fields.includes("emails") && { emails: email === null ? [] : [emailBody(email, now)] }),
    ...(fields.includes("phone_numbers") && { phone_numbers: phone === null ? [] : [vendorPhone(phone, person, now)] }),
  };
}

export type WaterfallTimes = { requestId: bigint; initiatedAt: Date; completedAt: Date };

const seconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** The body of docs/apollo-contract.md §5.4, where the request id is a string. */
export function waterfallBody(
  results: readonly WaterfallResult[],
  { requestId, initiatedAt, completedAt }: WaterfallTimes,
): Record<string, unknown> {
  const fields = results[0]?.fields ?? [];
  const emails = results.filter(({ email }) => email !== null).length;
  const phones = results.filter(({ phone }) => phone !== null).length;
  const enriched = results.filter(({ email, phone }) => email !== null || phone !== null).length;
  const missing = (field: WaterfallField, found: number): number =>
    fields.includes(field) ? results.length - found : 0;
  return {
    status: "success",
    total_requested_enrichments: results.length,
    target_fields: fields,
    records_enriched: enriched,
    email_records_enriched: emails,
    mobile_records_enriched: phones,
    enrichment_not_found: results.length - enriched,
    email_records_not_found: missing("emails", emails),
    mobile_records_not_found: missing("phone_numbers", phones),
    credits_consumed: waterfallCredits(results),
    request_id: requestId.toString(),
    request_initiated: seconds(initiatedAt),
    request_completed: seconds(completedAt),
    people: results.map((result) => personPart(result, completedAt)),
  };
}

export const waterfallCredits = (results: readonly WaterfallResult[]): number =>
  results.reduce((sum, { credits }) => sum + credits, 0);
