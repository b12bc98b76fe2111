import type { City, Country } from "@/lib/sandbox/world/countries";
import type { Company } from "@/lib/sandbox/world/company";
import { createDice, type Dice, pickAt, PURPOSE } from "@/lib/sandbox/world/dice";
import { type Employment, employmentOf } from "@/lib/sandbox/world/employment";
import { fromId, scramble, toId, unscramble } from "@/lib/sandbox/world/ids";
import { DEPARTMENTS, type Department, SENIORITIES } from "@/lib/sandbox/world/lexicon";
import { toAscii } from "@/lib/sandbox/world/names";
import { phonesOf, type WorldPhone } from "@/lib/sandbox/world/phones";
import { ORDINARY_COUNT, placeOf, rosterOf } from "@/lib/sandbox/world/roster";

export type EmailStatus = "verified" | "extrapolated" | "unavailable";

export type WorldPerson = {
  index: number;
  id: string;
  first: string;
  last: string;
  slug: string;
  title: string;
  headline: string;
  seniority: string;
  department: Department;
  /** By the company's pattern; only a waterfall finds it where `email` is not on file. */
  address: string;
  email: string | null;
  emailStatus: EmailStatus;
  emailConfidence: number | null;
  /** What is on file; whether it may be given is the wire's rule. */
  personalEmail: string | null;
  country: Country;
  city: City;
  company: Company;
  employment: readonly Employment[];
  phones: readonly WorldPhone[];
  isOnTwitter: boolean;
  isOnGithub: boolean;
  hasPhoto: boolean;
};

const MAILBOXES = ["postbox.example", "mailhaus.example", "inboxly.example", "correo.example"] as const;

type Post = Pick<WorldPerson, "title" | "headline" | "seniority" | "department"> & { juniorTitle: string };

function drawSeniority(dice: Dice): (typeof SENIORITIES)[number] {
  let share = dice.below(100);
  for (const seniority of SENIORITIES) {
    share -= seniority.weight;
    if (share < 0) return seniority;
  }
  return pickAt(SENIORITIES, 0);
}

function drawPost(dice: Dice, companyName: string): Post {
  const department = dice.pick(DEPARTMENTS);
  const seniority = drawSeniority(dice);
  const title = dice.pick(seniority.titles).replace("{chief}", department.chief).replace("{}", department.words);
  const juniorTitle = `${dice.pick(["Junior", "Associate", "Assistant"])} ${department.words} ${dice.pick(["Analyst", "Specialist", "Consultant"])}`;
  return { title, juniorTitle, headline: `${title} at ${companyName}`, seniority: seniority.key, department };
}

type Address = Pick<WorldPerson, "email" | "emailStatus" | "emailConfidence">;

/** Eight in ten verified, one in ten guessed from the company's pattern, the others without an address on file. */
function drawEmail(dice: Dice, address: string): Address {
  const share = dice.below(100);
  if (share < 80) return { email: address, emailStatus: "verified", emailConfidence: null };
  if (share < 91) return { email: address, emailStatus: "extrapolated", emailConfidence: dice.between(42, 93) / 100 };
  return { email: null, emailStatus: "unavailable", emailConfidence: null };
}

/** The person with this index, from 0 to `ORDINARY_COUNT - 1`: always the same one. */
export function ordinaryPerson(index: number): WorldPerson {
  const { company: companyIndex, place } = placeOf(index);
  const { company, members } = rosterOf(companyIndex);
  const { first, last, local } = pickAt(members, place);
  const dice = createDice(PURPOSE.person, index);
  const { juniorTitle, ...post } = drawPost(dice, company.name);
  const plain = `${toAscii(first)}.${toAscii(last)}`;
  return {
    index,
    id: toId("person", index),
    first,
    last,
    slug: slugOf(first, last, index),
    ...post,
    address: `${local}@${company.domain}`,
    ...drawEmail(dice, `${local}@${company.domain}`),
    personalEmail: dice.chance(0.45) ? `${plain}.${scramble(index)}@${dice.pick(MAILBOXES)}` : null,
    country: company.country,
    city: dice.chance(0.7) ? company.city : dice.pick(company.country.cities),
    company,
    employment: employmentOf({ personIndex: index, company: companyIndex, title: post.title, juniorTitle }),
    phones: phonesOf(index, company.country, company.phone),
    isOnTwitter: dice.chance(0.2),
    isOnGithub: post.department.fn === "engineering" && dice.chance(0.5),
    hasPhoto: dice.chance(0.6),
  };
}

const slugOf = (first: string, last: string, index: number): string =>
  `${toAscii(first)}-${toAscii(last)}-${scramble(index)}`;

const within = (index: number): number | null => (index < ORDINARY_COUNT ? index : null);

/** The index behind a LinkedIn slug, or null: the last six digits give it, the whole text must agree. */
export function indexOfSlug(slug: string): number | null {
  const digits = /-([0-9a-f]{6})$/.exec(slug)?.[1];
  const index = digits === undefined ? null : within(unscramble(digits));
  return index !== null && ordinaryPerson(index).slug === slug ? index : null;
}

/** The index behind a personal address, or null. */
export function indexOfPersonalEmail(email: string): number | null {
  const digits = /\.([0-9a-f]{6})@[a-z]+\.example$/.exec(email)?.[1];
  const index = digits === undefined ? null : within(unscramble(digits));
  return index !== null && ordinaryPerson(index).personalEmail === email ? index : null;
}

export function indexOfId(id: string): number | null {
  const index = fromId("person", id);
  return index === null ? null : within(index);
}
