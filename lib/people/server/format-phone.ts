import "server-only";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** "+44 20 7946 0123" for a number in E.164; any other text as it stands. */
export function formatPhone(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isPossible() ? parsed.formatInternational() : number;
}
