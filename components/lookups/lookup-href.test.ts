import { expect, test } from "vitest";
import { lookupHref, readPreset } from "@/components/lookups/lookup-href";

const OFF = { revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };
const opened = (href: string) => readPreset(Object.fromEntries(new URL(href, "https://app.example").searchParams));

test("a link opens the form with what it was made of", () => {
  for (const options of [
    OFF,
    { ...OFF, revealPhoneNumber: true },
    { ...OFF, waterfallEmail: true, waterfallPhone: true },
  ])
    expect(opened(lookupHref("Ana & Co <ana+x@acme.com>", options))).toEqual({
      text: "Ana & Co <ana+x@acme.com>",
      options,
    });
  expect(lookupHref("ana@acme.com", { revealPhoneNumber: true })).toBe("/lookup?q=ana%40acme.com&phone=1");
});

test("an address that somebody made up turns nothing on", () => {
  expect(readPreset({})).toEqual({ text: "", options: OFF });
  expect(readPreset({ q: ["a", "b"], phone: "yes", emails: ["1"], waterfall_phone: "" }).options).toEqual(OFF);
  expect(readPreset({ q: "a".repeat(900) }).text).toHaveLength(500);
});
