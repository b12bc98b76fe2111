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
