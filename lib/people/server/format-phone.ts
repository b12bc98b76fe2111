import "server-only";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { LRUCache } from "lru-cache";

/** The numbers of a page cost as much to format as to read, and a page is read again whenever something on it changes. */
const formatted = new LRUCache<string, string>({ max: 10_000 });

/** "+44 20 7946 0123" for a number in E.164; any other text as it stands. */
export function formatPhone(number: string): string {
  const known = formatted.get(number);
  if (known !== undefined) return known;
  const parsed = parsePhoneNumberFromString(number);
  const text = parsed?.isPossible() ? parsed.formatInternational() : number;
  formatted.set(number, text);
  return text;
}
