import { expect, test } from "vitest";
import { formatPhone } from "@/lib/people/server/format-phone";

test.each([
  ["+14155550123", "+1 415 555 0123"],
  ["+442079460123", "+44 20 7946 0123"],
  ["+33612345678", "+33 6 12 34 56 78"],
])("%s reads as %s", (number, text) => {
  expect(formatPhone(number)).toBe(text);
});

test.each(["ask at the desk", "+1 415", "", "555-0123"])(
  "%j, which is no full number, stays as it stands",
  (number) => {
    expect(formatPhone(number)).toBe(number);
  },
);
