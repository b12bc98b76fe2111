import * as z from "zod/mini";
import { KEY_HEALTHS, KEY_STATES } from "@/lib/api-keys/api-key";

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

/** A stored key as a screen may know it: never the key, only its last four characters and a fingerprint. */
export const ApiKeyDto = z.object({
  id: z.string(),
  name: z.string(),
  tail: z.string(),
  fingerprint: z.string(),
  isDefault: z.boolean(),
  state: z.enum(KEY_STATES),
  health: z.enum(KEY_HEALTHS),
  report: z.nullable(KeyReport),
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

export const ApiKeyRef = z.object({ id: z.string().check(z.maxLength(64)) });
