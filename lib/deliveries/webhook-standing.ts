import * as z from "zod/mini";
import { OBSTACLES, PROBE_OUTCOMES } from "@/lib/deliveries/webhook-probe";
import { POLL_OUTCOMES } from "@/lib/lookups/lookup";
import { UsualWait } from "@/lib/lookups/schema";

const Came = z.object({ webhook: z.number(), poll: z.number() });

/** Whether results can be delivered to this installation, and how those of this workspace came lately. */
export const WebhookStanding = z.object({
  appUrl: z.string(),
  /** What keeps the provider away whatever a test says. */
  obstacle: z.nullable(z.enum(OBSTACLES)),
  arrivesBy: z.enum(["webhook", "poll"]),
  isTesting: z.boolean(),
  /** The last test of this address; null when there was none. */
  test: z.nullable(
    z.object({
      at: z.iso.datetime(),
      /** Null: by someone of another workspace. */
      by: z.nullable(z.string()),
      outcome: z.enum(PROBE_OUTCOMES),
      status: z.nullable(z.number()),
      location: z.nullable(z.string()),
      code: z.nullable(z.string()),
      /** Where the name led to, as this machine sees it. */
      address: z.nullable(z.string()),
      isAddressPrivate: z.boolean(),
      durationMs: z.number(),
      /** It failed, and a delivery came by webhook all the same. */
      isRefuted: z.boolean(),
    }),
  ),
  poll: z.object({
    waiting: z.number(),
    nextAt: z.nullable(z.iso.datetime()),
    lastAskedAt: z.nullable(z.iso.datetime()),
    /** What came of that. */
    lastOutcome: z.nullable(z.enum(POLL_OUTCOMES)),
    /** Set while the provider wants nobody to ask. */
    pausedUntil: z.nullable(z.iso.datetime()),
  }),
  /** Phones, each counted once, by how their first part came. */
  phones: z.object({ week: Came, month: Came, isBounded: z.boolean() }),
  usualWait: z.nullable(UsualWait),
});
export type WebhookStanding = z.infer<typeof WebhookStanding>;
