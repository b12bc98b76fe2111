import * as z from "zod/mini";
import { KEY_ENDPOINTS, KEY_HEALTHS, KEY_STATES, RATE_WINDOWS, RIGHT_STANDINGS } from "@/lib/api-keys/api-key";

/** What a free test found. `credits` is decimal text, null where the key may not read it. */
export const KeyReport = z.object({
  account: z.nullable(z.string()),
  creditsLeft: z.nullable(z.string()),
  sentence: z.string(),
});
export type KeyReport = z.infer<typeof KeyReport>;

/** The last comparison of our ledger with the provider's counter of the present cycle. Credits are decimal text. */
export const KeyComparison = z.object({
  takenAt: z.iso.datetime(),
  providerUsed: z.string(),
  ledgerUsed: z.string(),
  drift: z.string(),
  /** False: calls were under way, so that timing may explain a difference. */
  isQuiet: z.boolean(),
});
export type KeyComparison = z.infer<typeof KeyComparison>;

/** How much of one endpoint's rate limit is used at the moment, by the last answer that said so. */
export const RateMeterDto = z.object({
  endpoint: z.enum(KEY_ENDPOINTS),
  window: z.enum(RATE_WINDOWS),
  limit: z.number(),
  used: z.number(),
  /** The window is over then, or before: the provider does not say when it opened. Null while nothing is used of it. */
  resetsBy: z.nullable(z.iso.datetime()),
});
export type RateMeterDto = z.infer<typeof RateMeterDto>;

/** What still ends on a key whose place another one took. */
const Ending = z.object({ since: z.iso.datetime(), calls: z.number(), results: z.number() });

/** A stored key as a screen may know it: never the key, only its last four characters and a fingerprint. */
export const ApiKeyDto = z.object({
  id: z.string(),
  name: z.string(),
  /** How often a key of this name was replaced, and once more. */
  version: z.number(),
  tail: z.string(),
  fingerprint: z.string(),
  isDefault: z.boolean(),
  state: z.enum(KEY_STATES),
  health: z.enum(KEY_HEALTHS),
  report: z.nullable(KeyReport),
  /** What the provider lets it do; an endpoint that no answer has told of is not in it. */
  rights: z.partialRecord(z.enum(KEY_ENDPOINTS), z.enum(RIGHT_STANDINGS)),
  meters: z.array(RateMeterDto),
  ending: z.nullable(Ending),
  comparison: z.nullable(KeyComparison),
  /** Set while no call is made with it: told to wait, or refused until an admin acts. */
  pausedUntil: z.nullable(z.iso.datetime()),
  lastTestedAt: z.nullable(z.iso.datetime()),
  lastUsedAt: z.nullable(z.iso.datetime()),
  createdAt: z.iso.datetime(),
  createdBy: z.nullable(z.string()),
});
export type ApiKeyDto = z.infer<typeof ApiKeyDto>;

/** Whether phone numbers can come back to this installation. */
export const WebhookReach = z.object({ appUrl: z.string(), isPublicHttps: z.boolean() });
export const ApiKeyList = z.object({ keys: z.array(ApiKeyDto), webhooks: WebhookReach });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

export const AddApiKeyInput = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Give the key a name."), z.maxLength(60, "At most 60 characters.")),
  key: z
    .string()
    .check(
      z.trim(),
      z.minLength(8, "This is too short to be an API key."),
      z.maxLength(200, "This is too long to be an API key."),
      z.regex(/^[\x21-\x7e]+$/, "An API key has no spaces and no special characters."),
    ),
});
export type AddApiKeyInput = z.infer<typeof AddApiKeyInput>;

/** `acceptsTeam`: the admin has read that the new key may be of another team, and goes on. */
export const RotateApiKeyInput = z.object({
  id: z.string().check(z.maxLength(64)),
  key: AddApiKeyInput.shape.key,
  acceptsTeam: z._default(z.boolean(), false),
});
export type RotateApiKeyInput = z.infer<typeof RotateApiKeyInput>;

/** Nothing was changed while the two may not be of one team and nobody has said yes to that. */
export type RotatedKey =
  { isDone: true; id: string } | { isDone: false; team: "other" | "unknown"; account: string | null };

export const ApiKeyRef = z.object({ id: z.string().check(z.maxLength(64)) });
