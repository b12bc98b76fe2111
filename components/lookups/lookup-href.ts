import type { LookupOptions } from "@/lib/lookups/lookup";

/** What the look-up form opens with: a line for its quick fill, and the options that are on. */
export type LookupPreset = { text: string; options: LookupOptions };

const NAMES = {
  revealPersonalEmails: "emails",
  revealPhoneNumber: "phone",
  waterfallEmail: "waterfall_email",
  waterfallPhone: "waterfall_phone",
} as const satisfies Record<keyof LookupOptions, string>;
const OPTIONS = Object.keys(NAMES) as (keyof LookupOptions)[];
const TEXT_MAX = 500;

/** The form with this typed into it and these options on: `/lookup?q=ana%40acme.com&phone=1`. */
export function lookupHref(text: string, options: Partial<LookupOptions> = {}): string {
  const on = OPTIONS.filter((option) => options[option]).map((option) => [NAMES[option], "1"]);
  return `/lookup?${new URLSearchParams([["q", text], ...on]).toString()}`;
}

/** Never fails: what is not understood is left out. */
export function readPreset(query: Record<string, string | string[] | undefined>): LookupPreset {
  const { q } = query;
  const isOn = (option: keyof LookupOptions) => query[NAMES[option]] === "1";
  return {
    text: typeof q === "string" ? q.slice(0, TEXT_MAX) : "",
    options: {
      revealPersonalEmails: isOn("revealPersonalEmails"),
      revealPhoneNumber: isOn("revealPhoneNumber"),
      waterfallEmail: isOn("waterfallEmail"),
      waterfallPhone: isOn("waterfallPhone"),
    },
  };
}
