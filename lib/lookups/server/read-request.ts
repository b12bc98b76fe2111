import "server-only";
import { z } from "zod";
import type { LookupIdentity, LookupOptions } from "@/lib/lookups/lookup";

const Flag = z.boolean().catch(false);
const Options = z.object({
  revealPersonalEmails: Flag,
  revealPhoneNumber: Flag,
  waterfallEmail: Flag,
  waterfallPhone: Flag,
});
const text = z.string().optional();
const Identity = z.object({
  ...{ firstName: text, lastName: text, fullName: text, email: text, hashedEmail: text },
  ...{ companyName: text, companyDomain: text, apolloId: text, linkedinUrl: text },
});

/** What was asked for, as it was stored. */
export function readStoredOptions(stored: unknown): LookupOptions {
  return Options.parse(stored);
}

/** Who was asked for, as it was stored; nobody once they were erased. */
export function readStoredIdentity(stored: unknown): LookupIdentity {
  const identity = Identity.parse(stored);
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
}
