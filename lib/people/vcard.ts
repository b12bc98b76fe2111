import type { PersonDto } from "@/lib/people/schema";

/** RFC 6350 wants lines of at most 75 octets, without the line break. */
const LINE_OCTETS_MAX = 75;
const E164 = /^\+\d{5,15}$/;

export type CardSource = Pick<
  PersonDto,
  | "id"
  | "name"
  | "title"
  | "companyName"
  | "linkedinUrl"
  | "twitterUrl"
  | "githubUrl"
  | "emails"
  | "phones"
  | "observedAt"
> & {
  firstName: string | null;
  lastName: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
};

/**
 * One person as a vCard 4.0 (RFC 6350). A number on a do-not-call list is not in it: a card is for dialling, and goes on where
 * nothing covers it.
 */
export function toVcard(person: CardSource): string {
  const { name, firstName, lastName, title, companyName, city, state, country } = person;
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    `PRODID:${escapeText("-//Perihelion//EN")}`,
    `UID:${escapeText(person.id)}`,
    `REV:${person.observedAt.replace(/[-:]|\.\d+/g, "")}`,
    `FN:${escapeText(name)}`,
    `N:${[lastName, firstName, null, null, null].map(component).join(";")}`,
    ...(title ? [`TITLE:${escapeText(title)}`] : []),
    ...(companyName ? [`ORG:${component(companyName)}`] : []),
    ...person.emails.map(({ address, kind }, nth) => `EMAIL${typeOf(kind)}${preference(nth)}:${escapeText(address)}`),
    ...phoneLines(person.phones),
    ...(city || state || country
      ? [`ADR;TYPE=work:${[null, null, null, city, state, null, country].map(component).join(";")}`]
      : []),
    ...[person.linkedinUrl, person.twitterUrl, person.githubUrl].flatMap((url) => (url ? [urlLine(url)] : [])),
    "END:VCARD",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function phoneLines(phones: CardSource["phones"]): string[] {
  const open = phones.filter(({ isMasked }) => !isMasked);
  return open.map(({ number, type }, nth) => {
    const kind = type === "mobile" ? "cell" : "voice";
    const place = type === "home" ? "home" : "work";
    const value = E164.test(number) ? `;VALUE=uri:tel:${number}` : `;VALUE=text:${escapeText(number)}`;
    return `TEL;TYPE="${kind},${place}"${preference(nth)}${value}`;
  });
}

const typeOf = (kind: string): string => `;TYPE=${kind === "personal" ? "home" : "work"}`;

/** The first one is the one to take. */
const preference = (nth: number): string => (nth === 0 ? ";PREF=1" : "");

/** A URI is not escaped as text is; what could end its line or is no address is left out. */
function urlLine(url: string): string {
  return URL.canParse(url) ? `URL:${new URL(url).href}` : `NOTE:${escapeText(url)}`;
}

/** Of a structured value, where a semicolon would begin the next part. */
function component(text: string | null): string {
  return escapeText(text ?? "").replaceAll(";", "\\;");
}

/** Other control characters are not allowed in a card. */
function escapeText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // eslint-disable-next-line no-control-regex -- RFC 6350 allows none of these in a value
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .replace(/[\\,]/g, "\\$&")
      .replace(/\n/g, "\\n")
  );
}

/** Counts octets, and parts no character: what is after a break begins with a space. */
function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > LINE_OCTETS_MAX) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
