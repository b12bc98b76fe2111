import { COUNTRIES, type City, type Country } from "@/lib/sandbox/world/countries";
import { createDice, type Dice, pickAt, PURPOSE } from "@/lib/sandbox/world/dice";
import { toId } from "@/lib/sandbox/world/ids";
import { SECTORS, type Sector, STEMS, TECHNOLOGIES } from "@/lib/sandbox/world/lexicon";

export const COMPANY_COUNT = 2400;
const NAME_COUNT = STEMS.length * SECTORS.length;
/** Coprime with NAME_COUNT, so that every company has a name of its own and neighbours do not look alike. */
const NAME_STEP = 1009;

/** 48 places: the country of a company is that of its index modulo 48. */
const PLACES: readonly Country[] = COUNTRIES.flatMap((country) =>
  Array.from({ length: country.weight }, () => country),
);
export const PLACE_COUNT = PLACES.length;

const EMAIL_PATTERNS = ["first.last", "flast", "first", "first_last", "firstl", "last.first"] as const;
export type EmailPattern = (typeof EMAIL_PATTERNS)[number];

export type Company = {
  index: number;
  id: string;
  name: string;
  domain: string;
  sector: Sector;
  country: Country;
  city: City;
  streetAddress: string;
  employeeCount: number;
  foundedYear: number;
  revenue: number;
  phone: string;
  emailPattern: EmailPattern;
  technologies: readonly { name: string; category: string }[];
  funding: { stage: string; amount: number; date: string } | null;
};

const nameIndex = (index: number): number => (index * NAME_STEP + 7) % NAME_COUNT;

const INDEX_BY_NAME_INDEX = new Int16Array(NAME_COUNT).fill(-1);
for (let index = 0; index < COMPANY_COUNT; index += 1) INDEX_BY_NAME_INDEX[nameIndex(index)] = index;

export function companyName(index: number): string {
  const name = nameIndex(index);
  return `${pickAt(STEMS, Math.floor(name / SECTORS.length))} ${pickAt(SECTORS, name % SECTORS.length).word}`;
}

export const companyDomain = (index: number): string =>
  `${companyName(index).toLowerCase().replaceAll(" ", "-")}.example`;

export const companyCountry = (index: number): Country => pickAt(PLACES, index % PLACE_COUNT);

/** Employees of a small, a middle or a large firm; a revenue that fits them. */
function drawSize(dice: Dice): { employeeCount: number; revenue: number } {
  const employeeCount = dice.pick([
    dice.between(11, 60),
    dice.between(50, 400),
    dice.between(300, 2400),
    dice.between(2000, 18_000),
  ]);
  return { employeeCount, revenue: Math.round((employeeCount * dice.between(90, 260)) / 10) * 10_000 };
}

function drawFunding(dice: Dice): Company["funding"] {
  if (!dice.chance(0.3)) return null;
  const stage = dice.pick(["Seed", "Series A", "Series B", "Series C", "Private Equity"]);
  return {
    stage,
    amount: dice.between(2, 120) * 1_000_000,
    date: `${String(dice.between(2014, 2025))}-0${String(dice.between(1, 9))}-01`,
  };
}

export function companyAt(index: number): Company {
  const dice = createDice(PURPOSE.company, index);
  const country = companyCountry(index);
  const city = dice.pick(country.cities);
  const firstTechnology = dice.below(TECHNOLOGIES.length);
  return {
    index,
    id: toId("company", index),
    name: companyName(index),
    domain: companyDomain(index),
    sector: pickAt(SECTORS, nameIndex(index) % SECTORS.length),
    country,
    city,
    streetAddress: streetAddress(country, dice),
    ...drawSize(dice),
    foundedYear: dice.between(1921, 2021),
    phone: country.landline(dice),
    emailPattern: dice.pick(EMAIL_PATTERNS),
    technologies: Array.from({ length: dice.between(3, 7) }, (_, step) =>
      pickAt(TECHNOLOGIES, (firstTechnology + step * 3) % TECHNOLOGIES.length),
    ),
    funding: drawFunding(dice),
  };
}

function streetAddress(country: Country, dice: Dice): string {
  const street = dice.pick(country.streets);
  const number = String(dice.between(1, 240));
  return ["US", "GB", "AU", "CA", "FR", "IN"].includes(country.code) ? `${number} ${street}` : `${street} ${number}`;
}

function findByWords(stem: string, word: string): number | null {
  const [first, second] = [stem, word].map((text) => text.toLowerCase());
  const stemIndex = STEMS.findIndex((entry) => entry.toLowerCase() === first);
  const sectorIndex = SECTORS.findIndex((entry) => entry.word.toLowerCase() === second);
  if (stemIndex < 0 || sectorIndex < 0) return null;
  const index = INDEX_BY_NAME_INDEX[stemIndex * SECTORS.length + sectorIndex] ?? -1;
  return index < 0 ? null : index;
}

/** A bare domain as the provider wants it; `www.`, a scheme or an `@` find nothing, as there. */
export function findCompanyByDomain(domain: string): number | null {
  const match = /^([a-z]+)-([a-z]+)\.example$/i.exec(domain.trim());
  return match ? findByWords(match[1] ?? "", match[2] ?? "") : null;
}

/** A company's name in any case, with or without its legal form. */
export function findCompanyByName(name: string): number | null {
  const words = name
    .trim()
    .replace(/[\s,]+(inc|llc|ltd|limited|gmbh|ag|sa|sas|srl|ab|bv|pty ltd|co)\.?$/i, "")
    .split(/\s+/);
  return words.length === 2 ? findByWords(words[0] ?? "", words[1] ?? "") : null;
}
