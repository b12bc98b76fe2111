import {
  normaliseApolloId,
  normaliseDomain,
  normaliseEmail,
  normaliseHash,
  normaliseLinkedinUrl,
} from "@/lib/ids/identifiers";
import type { TypedIdentity } from "@/lib/lookups/normalise";

/** Reads one pasted line: an email, LinkedIn URL, hash, Apollo id, "Name @ company", "@domain" or a plain name. Never guesses two things. */
export function readSmartText(line: string): Partial<TypedIdentity> {
  const text = line
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^<(.*)>$/, "$1");
  if (text === "") return {};
  const bracketed = /^(.+?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(text);
  if (bracketed?.[1] && bracketed[2] && normaliseEmail(bracketed[2])) {
    return { fullName: bracketed[1].replaceAll('"', ""), email: bracketed[2] };
  }
  const linkedinUrl = /linkedin\.com/i.test(text) ? normaliseLinkedinUrl(text) : null;
  if (linkedinUrl) return { linkedinUrl };
  if (normaliseHash(text)) return { hashedEmail: text.toLowerCase() };
  if (normaliseApolloId(text)) return { apolloId: text.toLowerCase() };
  if (normaliseEmail(text)) return { email: text };
  return readNameAtCompany(text);
}

function readNameAtCompany(text: string): Partial<TypedIdentity> {
  const companyDomain = text.startsWith("@") ? normaliseDomain(text.slice(1)) : null;
  if (companyDomain) return { companyDomain };
  const parts = /^(.+?)\s+(?:@|at|from|,)\s*(.+)$/i.exec(text) ?? /^(.+?)\s*[,@]\s*(.+)$/.exec(text);
  if (!parts?.[1] || !parts[2]) return { fullName: text };
  const domain = parts[2].includes(".") ? normaliseDomain(parts[2]) : null;
  return domain ? { fullName: parts[1], companyDomain: domain } : { fullName: parts[1], companyName: parts[2] };
}
