import "server-only";
import type { SandboxMount } from "@/lib/sandbox/server/mount";
import { webhookUrlMissing, webhookUrlWithPollOnly } from "@/lib/sandbox/server/refusals";
import type { SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";
import type { Identifiers } from "@/lib/sandbox/world/find-person";

export type MatchFlags = {
  revealPhone: boolean;
  revealPersonalEmails: boolean;
  waterfallEmail: boolean;
  waterfallPhone: boolean;
  pollOnly: boolean;
  webhookUrl: string | null;
};

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** Only lower-case `true` counts on a query string (docs/apollo-contract.md §1). */
const flagOf = (value: unknown): boolean => value === true || value === "true";

export function readIdentifiers(given: Record<string, unknown>): Identifiers {
  return {
    id: textOf(given["id"]),
    email: textOf(given["email"]),
    hashedEmail: textOf(given["hashed_email"]),
    linkedinUrl: textOf(given["linkedin_url"]),
    name: textOf(given["name"]),
    firstName: textOf(given["first_name"]),
    lastName: textOf(given["last_name"]),
    domain: textOf(given["domain"]),
    organizationName: textOf(given["organization_name"]),
  };
}

export function readFlags(given: Record<string, unknown>): MatchFlags {
  return {
    revealPhone: flagOf(given["reveal_phone_number"]),
    revealPersonalEmails: flagOf(given["reveal_personal_emails"]),
    waterfallEmail: flagOf(given["run_waterfall_email"]),
    waterfallPhone: flagOf(given["run_waterfall_phone"]),
    pollOnly: flagOf(given["poll_only"]),
    webhookUrl: textOf(given["webhook_url"])?.trim() ?? null,
  };
}

/** The refusal of flags and webhook address that do not fit together, or null. Only the address's form is looked at. */
export function refuseFlags(flags: MatchFlags, mount: SandboxMount): SandboxAnswer | null {
  const asking = [
    flags.revealPhone && "reveal_phone_number",
    flags.waterfallPhone && "run_waterfall_phone",
    flags.waterfallEmail && "run_waterfall_email",
  ].find((name) => name !== false);
  if (asking === undefined) return null;
  if (flags.pollOnly) return flags.webhookUrl === null ? null : webhookUrlWithPollOnly();
  return flags.webhookUrl !== null && mount.acceptsWebhook(flags.webhookUrl) ? null : webhookUrlMissing(asking);
}

const LOGGED_LENGTH_MAX = 300;

function loggable(value: unknown): unknown {
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.slice(0, 10).map(loggable);
  if (typeof value !== "object" || value === null) return cleanText(value);
  return withoutAddress(value as Record<string, unknown>);
}

/** PostgreSQL's jsonb takes neither a NUL nor half a character. */
const cleanText = (value: unknown): string | null =>
  typeof value === "string" ? value.slice(0, LOGGED_LENGTH_MAX).replaceAll("\0", "").toWellFormed() : null;

/** What was asked, for the call log: the callback address is a secret of the caller's and left out. */
export function withoutAddress(given: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(given).filter(([name]) => name !== "webhook_url" && name !== "api_key");
  return Object.fromEntries(entries.slice(0, 40).map(([name, value]) => [cleanText(name) ?? "", loggable(value)]));
}
