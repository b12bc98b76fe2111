import { ERRORS, type ErrorCode } from "@/lib/errors/errors";

/** Refusals of a person, by their heading. Trying again with the same identity leads to the same. */
const OF_PERSONS: Partial<Record<string, string>> = {
  oidc_stranger: "No access yet",
  oidc_unverified: "Your email is not verified",
  oidc_taken: "Another identity has this account",
  oidc_disabled: "Your account is disabled",
} satisfies Partial<Record<ErrorCode, string>>;

/** What this one try can have come to. Nobody else's link makes our page say anything but these. */
const OF_TRIES: ReadonlySet<string> = new Set<ErrorCode>([
  ...(["oidc_denied", "oidc_stale", "oidc_failed", "too_many_requests", "unavailable", "internal"] as const),
]);

export type EntryRefusal = { say: string; title: string | null };

/**
 * What the sign-in page says for the code in its address; null for none and for what nobody can have been sent here with.
 * `title` is there where it is the person who is refused, and not this one try.
 */
export function toEntryRefusal(code: unknown): EntryRefusal | null {
  if (code === "CredentialsSignin") return { say: "Email or password is wrong.", title: null };
  if (typeof code !== "string" || !(OF_TRIES.has(code) || Object.hasOwn(OF_PERSONS, code))) return null;
  return { say: ERRORS[code as ErrorCode].say, title: OF_PERSONS[code] ?? null };
}
