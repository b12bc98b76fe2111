// What people and companies are asked for by. Null is said of a text that is no such thing.

const BLANKS = /[\s\u00a0\u200b-\u200d\u2060\ufeff]+/gu;

/** One spelling of a text: composed, trimmed, with single blanks. */
export function squeeze(text: string): string {
  return text.normalize("NFC").replace(BLANKS, " ").trim();
}

/** Trimmed, the domain in lower case, `+` and the local part as typed. */
export function normaliseEmail(text: string): string | null {
  const match = /^([^\s@"(),:;<>[\\\]]{1,64})@([^\s@]+)$/u.exec(text);
  const domain = match?.[2] && normaliseDomain(match[2]);
  return match?.[1] && domain ? `${match[1]}@${domain}` : null;
}

export function normaliseHash(text: string): string | null {
  const hash = text.toLowerCase();
  return /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/.test(hash) ? hash : null;
}

export function normaliseApolloId(text: string): string | null {
  const id = text.toLowerCase();
  return /^[0-9a-f]{24}$/.test(id) ? id : null;
}

/** At least two labels, and a last one that is not a number, so that an IP address is no domain. */
const HOSTNAME = /^(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+(?=[a-z0-9-]*[a-z])(?!-)[a-z0-9-]{2,63}(?<!-)$/;

/** Bare domain: no scheme, `www.`, `@`, port, path or trailing dot; international names in their ASCII form. */
export function normaliseDomain(text: string): string | null {
  const bare = text
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/^.*@/, "")
    .replace(/[/?#].*$/, "");
  const host = bare
    .replace(/:\d+$/, "")
    .replace(/\.+$/, "")
    .replace(/^www\./, "");
  if (!/^[\p{L}\p{N}.-]+$/u.test(host) || !URL.canParse(`http://${host}`)) return null;
  const ascii = new URL(`http://${host}`).hostname;
  return ascii.length <= 253 && HOSTNAME.test(ascii) ? ascii : null;
}

const PROFILE_PATH = /^\/(?:mwlite\/)?(in|pub|sales\/lead|sales\/people)\/([^/?#]+)/i;

/** `https://www.linkedin.com/in/<slug>`: only linkedin.com, any country host, without query, locale or trailing slash. */
export function normaliseLinkedinUrl(text: string): string | null {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username || url.port || !/^(?:[a-z0-9-]+\.)?linkedin\.com$/.test(url.hostname)) return null;
  const profile = PROFILE_PATH.exec(url.pathname);
  if (!profile?.[1] || !profile[2]) return null;
  const kind = profile[1].toLowerCase();
  const slug = kind.startsWith("sales") ? profile[2] : profile[2].toLowerCase();
  return `https://www.linkedin.com/${kind}/${slug}`;
}

const PHONE_DIGITS = { min: 7, max: 15 };

/** `+` and digits, or bare digits where no country is named. */
export function normalisePhone(text: string): string | null {
  const dialled = text.trim().replace(/^00/, "+");
  if (!/^\+?[\d\s().\-/]+$/.test(dialled)) return null;
  const digits = dialled.replace(/\D/g, "");
  if (digits.length < PHONE_DIGITS.min || digits.length > PHONE_DIGITS.max) return null;
  return dialled.startsWith("+") ? `+${digits}` : digits;
}
