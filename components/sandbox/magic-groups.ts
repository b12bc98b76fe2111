import type { LookupOptions } from "@/lib/lookups/lookup";
import type { MagicSample } from "@/lib/sandbox/schema";

type GroupWords = { group: MagicSample["group"]; title: string; about: string };

/** In the order in which they are worth trying. */
export const MAGIC_GROUPS: readonly GroupWords[] = [
  { group: "phone", title: "Phones", about: "Numbers that come soon, late, twice, in parts, or never." },
  { group: "match", title: "Matching", about: "Nobody found, somebody else found, and records that moved." },
  { group: "email", title: "Emails", about: "Guessed, missing, personal, and withheld by region." },
  { group: "waterfall", title: "Waterfall", about: "Other vendors are asked, and answer later." },
  { group: "failure", title: "Failures", about: "What the provider does on a bad day, and whether it bills for it." },
];

export const ASK_LABELS = {
  reveal_phone_number: "Reveal phone number",
  reveal_personal_emails: "Reveal personal emails",
  run_waterfall_email: "Waterfall email",
  run_waterfall_phone: "Waterfall phone",
} as const satisfies Record<MagicSample["ask"][number], string>;

const OPTIONS = {
  reveal_phone_number: "revealPhoneNumber",
  reveal_personal_emails: "revealPersonalEmails",
  run_waterfall_email: "waterfallEmail",
  run_waterfall_phone: "waterfallPhone",
} as const satisfies Record<MagicSample["ask"][number], keyof LookupOptions>;

/** The form's options that a magic person wants on. */
export function optionsOf(ask: MagicSample["ask"]): Partial<LookupOptions> {
  return Object.fromEntries(ask.map((parameter) => [OPTIONS[parameter], true]));
}
