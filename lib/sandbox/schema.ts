import { z } from "zod";

const share = z.number().min(0).max(1);

/** What goes wrong on purpose. A share of 1 is always, 0 never; what falls on which call follows from `seed`. */
export const SandboxSwitches = z.object({
  seed: z.int().min(0).max(2_147_483_647).default(1),
  /** Time before every answer. */
  latencyMs: z.int().min(0).max(120_000).default(0),
  /** Time until a callback is due; null: three to nine seconds, by person. */
  delayMs: z.int().min(0).max(86_400_000).nullable().default(null),
  /** Further copies of each callback, sent at the same moment. */
  duplicates: z.int().min(0).max(10).default(0),
  /** Callbacks are spread at random over this time, so that they overtake each other. */
  reorderMs: z.int().min(0).max(600_000).default(0),
  /** One callback per person of a bulk call instead of one for all. */
  split: z.boolean().default(false),
  /** Callbacks that are never sent; the poll has the result. */
  drop: share.default(0),
  /** Callbacks that are delivered before the answer is sent. */
  beforeAnswer: share.default(0),
  /** Callbacks whose body breaks off. */
  malformed: share.default(0),
  /** The connection breaks after the call was read, carried out and billed. */
  reset: share.default(0),
  /** No answer, although billed. */
  hang: share.default(0),
  /** An answer in very small pieces. */
  drip: share.default(0),
  /** 504, although billed. */
  gatewayTimeout: share.default(0),
  /** 429, not billed. */
  rateLimit: share.default(0),
  /** When the 8 credits of a mobile are billed: for each reveal that is accepted, or for each mobile that is delivered. */
  billing: z.enum(["acceptance", "delivery"]).default("delivery"),
  /** The body of a 401: the text of early 2026 or the JSON of late 2026. */
  unauthorized: z.enum(["text", "json"]).default("text"),
  noMatch: z.enum(["null", "confidence", "stub"]).default("null"),
  /** Calls a minute to each enrichment endpoint. */
  minuteLimit: z.int().min(1).max(1_000_000).default(1000),
  /** Times that a callback is tried: after a 5xx, 408, 429 or no answer, again after 10 s, 1 min, 5 min. */
  callbackAttempts: z.int().min(1).max(10).default(4),
});
export type SandboxSwitches = z.output<typeof SandboxSwitches>;

export const DEFAULT_SWITCHES: SandboxSwitches = SandboxSwitches.parse({});

const SampleBase = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  email: z.string().nullable(),
  linkedinUrl: z.string(),
  company: z.string(),
  domain: z.string(),
  city: z.string(),
  country: z.string(),
  countryCode: z.string(),
  isGdpr: z.boolean(),
});

export const SamplePerson = SampleBase.extend({
  hasMobile: z.boolean(),
  hasOtherPhone: z.boolean(),
  hasPersonalEmail: z.boolean(),
  emailStatus: z.enum(["verified", "extrapolated", "unavailable"]),
});
export type SamplePerson = z.output<typeof SamplePerson>;

export const MagicSample = SampleBase.extend({
  key: z.string(),
  group: z.enum(["phone", "match", "email", "waterfall", "failure"]),
  /** What to look up: always finds this person. */
  lookUp: z.string(),
  /** Options to switch on for the outcome to show. */
  ask: z.array(z.enum(["reveal_phone_number", "reveal_personal_emails", "run_waterfall_email", "run_waterfall_phone"])),
  expect: z.string(),
});
export type MagicSample = z.output<typeof MagicSample>;

/** A page of ordinary people, and every magic one. */
export const SandboxSamples = z.object({
  world: z.object({ people: z.int(), companies: z.int(), countries: z.int() }),
  page: z.int(),
  pageCount: z.int(),
  people: z.array(SamplePerson),
  magic: z.array(MagicSample),
});
export type SandboxSamples = z.output<typeof SandboxSamples>;

export const SandboxCall = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  method: z.string(),
  endpoint: z.string(),
  requestId: z.string().nullable(),
  asked: z.record(z.string(), z.unknown()),
  personIds: z.array(z.string()),
  status: z.int(),
  fault: z.string().nullable(),
  credits: z.number(),
  /** The emulator's own time, from the request's arrival to its answer; null until it is noted. */
  durationMs: z.number().nullable(),
});
export type SandboxCall = z.output<typeof SandboxCall>;

/** Newest first; `before` of the next page is the last one's id. */
export const SandboxCalls = z.object({ calls: z.array(SandboxCall) });
export type SandboxCalls = z.output<typeof SandboxCalls>;

export const SandboxBill = z.object({
  creditLimit: z.number(),
  creditsUsed: z.number(),
  creditsLeft: z.number(),
  /** Those of the log that cost something, oldest first. Their credits add up to `creditsUsed`. */
  calls: z.array(
    SandboxCall.pick({ id: true, at: true, endpoint: true, requestId: true, personIds: true, credits: true }),
  ),
});
export type SandboxBill = z.output<typeof SandboxBill>;
