import { COUNTRIES } from "@/lib/sandbox/world/countries";
import { type Company, companyAt, PLACE_COUNT } from "@/lib/sandbox/world/company";
import { pickAt } from "@/lib/sandbox/world/dice";
import type { MagicEntry } from "@/lib/sandbox/world/magic-acts";
import { MAGIC_LIST } from "@/lib/sandbox/world/magic-list";
import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import type { PhoneType, WorldPhone } from "@/lib/sandbox/world/phones";
import { firstOf, ORDINARY_COUNT } from "@/lib/sandbox/world/roster";

export const MAGIC_DOMAIN = "magic.example";
const MAGIC_NAME = "Magic Lantern Studio";
/** "magic" in hexadecimal, so that such an id is known at sight. */
const ID_PREFIX = "6d616769630000000000";
/** The first company in each of a turn of places is in the first country of the list. */
const MODEL_COMPANY = 0;

export type MagicPerson = WorldPerson & { magic: MagicEntry };

export const magicId = (place: number): string => ID_PREFIX + (place + 1).toString(16).padStart(4, "0");

function magicCompany(): Company {
  return {
    ...companyAt(MODEL_COMPANY),
    id: `${ID_PREFIX}ffff`,
    name: MAGIC_NAME,
    domain: MAGIC_DOMAIN,
    emailPattern: "first.last",
  };
}

function numberOf(place: number, type: PhoneType, company: Company): WorldPhone {
  const area = { mobile: "212", work_direct: "646", home: "718", other: "917", work_hq: "" }[type];
  const number = type === "work_hq" ? company.phone : `+1${area}55501${String(place + 10).padStart(2, "0")}`;
  return { number, raw: number, type, status: "valid_number", confidence: "high", dnc: "not_found" };
}

const EMAILS = {
  guessed: { emailStatus: "extrapolated", emailConfidence: 0.62 },
  verified: { emailStatus: "verified", emailConfidence: null },
} as const;

function emailOf({ key, email }: MagicEntry): Pick<WorldPerson, "email" | "emailStatus" | "emailConfidence"> {
  if (email === "unavailable") return { email: null, emailStatus: "unavailable", emailConfidence: null };
  return { email: `${key}@${MAGIC_DOMAIN}`, ...EMAILS[email ?? "verified"] };
}

const personalEmailOf = ({ key, hasPersonalEmail }: MagicEntry): string | null =>
  hasPersonalEmail ? `${key}@postbox.example` : null;

export const addressesOfMagic = (entry: MagicEntry): { email: string | null; personalEmail: string | null } => ({
  email: emailOf(entry).email,
  personalEmail: personalEmailOf(entry),
});

function placeInWorld(entry: MagicEntry): Pick<WorldPerson, "country" | "city"> {
  const country = COUNTRIES.find(({ code }) => code === (entry.countryCode ?? "US")) ?? pickAt(COUNTRIES, 0);
  return { country, city: pickAt(country.cities, 0) };
}

function makePerson(entry: MagicEntry, place: number): MagicPerson {
  const company = magicCompany();
  const model = ordinaryPerson(firstOf(MODEL_COMPANY + PLACE_COUNT * (place + 1)));
  const title = entry.title ?? model.title;
  const [post, ...past] = model.employment;
  return {
    ...model,
    ...placeInWorld(entry),
    ...emailOf(entry),
    address: `${entry.key}@${MAGIC_DOMAIN}`,
    index: ORDINARY_COUNT + place,
    id: magicId(place),
    first: entry.first,
    last: entry.last,
    slug: `magic-${entry.key.replace(".", "-")}`,
    title,
    headline: `${title} at ${MAGIC_NAME}`,
    personalEmail: personalEmailOf(entry),
    company,
    employment: post ? [{ ...post, title, organizationId: company.id, organizationName: MAGIC_NAME }, ...past] : past,
    phones: (entry.phones ?? ["mobile"]).map((phone) =>
      typeof phone === "string" ? numberOf(place, phone, company) : phone,
    ),
    isOnTwitter: false,
    isOnGithub: false,
    hasPhoto: false,
    magic: entry,
  };
}

export const magicPerson = (place: number): MagicPerson => makePerson(pickAt(MAGIC_LIST, place), place);

/** By any of its addresses: `phone.soon@magic.example` finds one also where its own email is not on file. */
export function findMagic(matches: (entry: MagicEntry, place: number) => boolean): MagicPerson | null {
  const place = MAGIC_LIST.findIndex(matches);
  return place < 0 ? null : magicPerson(place);
}

export const isMagicCompany = (name: string): boolean => name.trim().toLowerCase() === MAGIC_NAME.toLowerCase();

export const magicOf = (person: WorldPerson): MagicEntry | null =>
  "magic" in person ? (person as MagicPerson).magic : null;
