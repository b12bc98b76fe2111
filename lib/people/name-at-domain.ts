/** One spelling for a person of a name at an employer: case and blanks tell nobody apart. */
export function nameAtDomain(fullName: string, domain: string): string {
  return `${fullName.normalize("NFC").replace(/\s+/g, " ").trim()}@${domain}`.toLowerCase();
}
