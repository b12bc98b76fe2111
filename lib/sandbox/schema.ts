import * as z from "zod/mini";

const SampleBase = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  email: z.nullable(z.string()),
  linkedinUrl: z.string(),
  company: z.string(),
  domain: z.string(),
  city: z.string(),
  country: z.string(),
  countryCode: z.string(),
  isGdpr: z.boolean(),
});

export const SamplePerson = z.extend(SampleBase, {
  hasMobile: z.boolean(),
  hasOtherPhone: z.boolean(),
  hasPersonalEmail: z.boolean(),
  emailStatus: z.enum(["verified", "extrapolated", "unavailable"]),
});
export type SamplePerson = z.output<typeof SamplePerson>;

export const MagicSample = z.extend(SampleBase, {
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
  requestId: z.nullable(z.string()),
  asked: z.record(z.string(), z.unknown()),
  personIds: z.array(z.string()),
  status: z.int(),
  fault: z.nullable(z.string()),
  credits: z.number(),
  /** The emulator's own time, from the request's arrival to its answer; null until it is noted. */
  durationMs: z.nullable(z.number()),
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
    z.pick(SandboxCall, { id: true, at: true, endpoint: true, requestId: true, personIds: true, credits: true }),
  ),
});
export type SandboxBill = z.output<typeof SandboxBill>;
