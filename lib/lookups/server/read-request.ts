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

/** What an attempt's stored request wants of the person. */
export function optionsOf(request: unknown): LookupOptions {
  return Options.parse(request);
}

/** Whom it asks for; nobody once they were erased. */
export function identityOf(request: unknown): LookupIdentity {
  const identity = Identity.parse(request);
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
}
