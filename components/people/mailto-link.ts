/** Escaped, so that an address cannot add a subject, a body or a second reader. */
export function mailtoLink(address: string): string {
  return `mailto:${encodeURIComponent(address).replace("%40", "@")}`;
}
