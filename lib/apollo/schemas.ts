import { z } from "zod";
import {
  amount,
  count,
  decimalText,
  flag,
  instant,
  int64Text,
  keyText,
  listOf,
  listOrNull,
  nested,
  text,
  textList,
} from "@/lib/apollo/wire-fields";

/** Both forms of a phone number: the answer's (`type`, `status`, …) and the callback's (`type_cd`, …). §5.3 */
export const WirePhone = z.object({
  raw_number: keyText,
  sanitized_number: keyText,
  type: keyText,
  type_cd: keyText,
  status: keyText,
  status_cd: keyText,
  confidence_cd: keyText,
  dnc_status: keyText,
  dnc_status_cd: keyText,
  created_at: instant,
  updated_at: instant,
});
export type WirePhone = z.output<typeof WirePhone>;

/** §2.2, employment_history. Several entries can be current, and the order is not promised. */
const WireEmployment = z.object({
  current: flag,
  title: text,
  organization_id: keyText,
  organization_name: text,
  start_date: keyText,
  end_date: keyText,
});

const WirePrimaryPhone = z.object({ number: keyText, sanitized_number: keyText });

/** §2.4. The bulk answer's card is shorter, so everything past the address is often absent. */
export const WireOrganization = z.object({
  id: keyText,
  name: text,
  website_url: keyText,
  linkedin_url: keyText,
  primary_domain: keyText,
  primary_phone: nested(WirePrimaryPhone),
  phone: keyText,
  sanitized_phone: keyText,
  industry: text,
  estimated_num_employees: count,
  founded_year: count,
  city: text,
  state: text,
  country: text,
  short_description: text,
  seo_description: text,
  annual_revenue: amount,
  annual_revenue_printed: text,
  total_funding: amount,
  total_funding_printed: text,
  latest_funding_stage: text,
  latest_funding_round_date: text,
  technology_names: textList,
  current_technologies: listOf(z.object({ name: text })),
});
export type WireOrganization = z.output<typeof WireOrganization>;

/** §2.2. `personal_emails` absent and `personal_emails: []` say different things and stay apart. */
export const WirePerson = z.object({
  id: keyText,
  first_name: text,
  last_name: text,
  name: text,
  match_confidence: keyText,
  linkedin_url: keyText,
  twitter_url: keyText,
  github_url: keyText,
  facebook_url: keyText,
  title: text,
  headline: text,
  email: keyText,
  email_status: keyText,
  extrapolated_email_confidence: amount,
  personal_emails: listOrNull(keyText),
  organization_id: keyText,
  organization: nested(WireOrganization),
  employment_history: listOf(WireEmployment),
  city: text,
  state: text,
  country: text,
  time_zone: keyText,
  seniority: keyText,
  departments: textList,
  phone_numbers: listOf(WirePhone),
  contact: nested(z.object({ phone_numbers: listOf(WirePhone) })),
});
export type WirePerson = z.output<typeof WirePerson>;

/** `accepted`, `partially_accepted` or `failed`; only the first two are followed by a callback. §2.2 */
export const WireWaterfall = z.object({ status: keyText, message: text, unprocessed_attributes: textList });
export type WireWaterfall = z.output<typeof WireWaterfall>;

/** Here `request_id` names the phone job; it is a string, and not the id to poll with. §2.2 */
export const WirePhoneEnrichment = z.object({ request_id: keyText, status: keyText, message: text });
export type WirePhoneEnrichment = z.output<typeof WirePhoneEnrichment>;

export const WireMatchAnswer = z.object({
  person: WirePerson.nullish(),
  waterfall: nested(WireWaterfall),
  phone_enrichment: nested(WirePhoneEnrichment),
  request_id: int64Text,
});

/** §3. The counters are absent, not 0, when a waterfall runs. */
export const WireBulkAnswer = z.object({
  status: keyText,
  total_requested_enrichments: count,
  unique_enriched_records: count,
  missing_records: count,
  credits_consumed: decimalText,
  matches: z.array(nested(WirePerson)),
  waterfall: nested(WireWaterfall),
  phone_enrichment: nested(WirePhoneEnrichment),
  request_id: int64Text,
});

/** §4. `webhook_status` speaks of delivery, not of enrichment. */
export const WirePollAnswer = z.object({
  request_id: int64Text,
  webhook_status: keyText,
  request_type: keyText,
  last_dispatched_at: instant,
  failure_reason: text,
  webhook_result: z.unknown().optional(),
});

/** The provider's camelCase part of an otherwise snake_case body. §5.4 */
const WireVendor = z.object({
  name: text,
  status: keyText,
  emails: textList,
  phone_numbers: textList,
  statusMessage: text,
});
export type WireVendor = z.output<typeof WireVendor>;

const WireVendorTrail = listOf(z.object({ vendors: listOf(WireVendor) }));

/** A waterfall's e-mail is an object; a person's is a string. §5.4 */
const WireWaterfallEmail = z.object({
  email: keyText,
  email_status_cd: keyText,
  extrapolated_email_confidence: amount,
  waterfall_enriched_at: instant,
});
export type WireWaterfallEmail = z.output<typeof WireWaterfallEmail>;

/** One person of a callback, native phone reveal and waterfall alike. `null` means the list was not in the body. */
export const WireCallbackPerson = z.object({
  id: keyText,
  status: keyText,
  phone_numbers: listOrNull(WirePhone),
  emails: listOrNull(WireWaterfallEmail),
  waterfall: nested(z.object({ emails: WireVendorTrail, phone_numbers: WireVendorTrail })),
});
export type WireCallbackPerson = z.output<typeof WireCallbackPerson>;

/** §5.2 and §5.4. A body without `people` is a status ping. */
export const WireCallback = z.object({
  status: keyText,
  credits_consumed: decimalText,
  total_requested_enrichments: count,
  unique_enriched_records: count,
  missing_records: count,
  records_enriched: count,
  target_fields: listOrNull(keyText),
  request_id: int64Text,
  request_initiated: instant,
  request_completed: instant,
  people: z.array(z.unknown()).nullish(),
});
export type WireCallback = z.output<typeof WireCallback>;
