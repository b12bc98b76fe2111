import { normaliseEmail } from "@/lib/ids/identifiers";

/**
 * SHA-256 of an email in lower case, in hex, made in the browser: the address never leaves the machine. Null for text
 * that is no address, and where the browser offers no digest (a page that is neither HTTPS nor localhost).
 */
export async function hashEmail(text: string): Promise<string | null> {
  const email = normaliseEmail(text.trim())?.toLowerCase();
  if (!email || !("subtle" in crypto)) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(email));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
