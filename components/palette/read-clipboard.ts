import { readSmartText } from "@/lib/lookups/read-smart-text";

const TEXT_MAX = 300;
const WORDS_OF_A_NAME_MAX = 6;

/**
 * The line of a copied text that names one person, as the look-up form reads it; null where it names nobody: several lines, a
 * paragraph, a number.
 */
export function readPersonLine(text: string): string | null {
  const line = text.trim();
  if (line === "" || line.length > TEXT_MAX || /[\r\n\t]/.test(line)) return null;
  const { fullName, email, linkedinUrl, hashedEmail, apolloId } = readSmartText(line);
  if (email ?? linkedinUrl ?? hashedEmail ?? apolloId) return line;
  const isName = fullName !== undefined && /\p{L}/u.test(fullName) && !/[\p{N}<>{}=]/u.test(fullName);
  return isName && fullName.split(/\s+/).length <= WORDS_OF_A_NAME_MAX ? line : null;
}
