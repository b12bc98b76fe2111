const SITES: Record<string, string> = {
  "linkedin.com": "LinkedIn",
  "twitter.com": "X",
  "x.com": "X",
  "github.com": "GitHub",
  "facebook.com": "Facebook",
};

export type ProfileLink = { href: string; site: string };

/** A link to a profile on a site that is known, over https; null for any other text, however it is disguised. */
export function profileLink(text: string | null): ProfileLink | null {
  const url = text === null ? null : URL.parse(text);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  if (url.username || url.password || url.port) return null;
  const known = Object.entries(SITES).find(([host]) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  return known ? { href: `https://${url.hostname}${url.pathname}`, site: known[1] } : null;
}
