import { searchText } from "@/lib/people/person";
import type { City, Country } from "@/lib/sandbox/world/countries";
import { createDice, pickAt, type Dice } from "@/lib/sandbox/world/dice";
import { DEPARTMENTS, SENIORITIES } from "@/lib/sandbox/world/lexicon";
import { familyNames, givenNames, toAscii } from "@/lib/sandbox/world/names";
import { companiesOf, companyOf, type SeededCompany } from "@/scripts/seed-large/seeded-company";
import { seededId } from "@/scripts/seed-large/seeded-id";
import type { World } from "@/scripts/seed-large/world";

type Email = { id: string; address: string; kind: string; status: string };
type Phone = { id: string; number: string; type: string; dncStatus: string };

export type SeededPerson = {
  number: number;
  id: string;
  apolloId: string;
  first: string;
  last: string;
  fullName: string;
  slug: string;
  title: string | null;
  seniority: string | null;
  company: SeededCompany | null;
  former: SeededCompany | null;
  country: Country;
  city: City;
  emails: Email[];
  phones: Phone[];
  phoneState: string;
  ownerId: string | null;
  search: string;
  createdAt: Date;
  observedAt: Date;
  jobChangedAt: Date | null;
  /** Whom a lookup was of by a phone too. */
  asksPhone: boolean;
};

/** Of dice that the emulator's world does not throw. */
const PURPOSE = 1000;
const LARGE_COMPANIES = 50;
const DAY_MS = 86_400_000;

/** The person with this number, from 0: always the same one for a world. */
export function personOf(world: World, number: number): SeededPerson {
  const dice = createDice(PURPOSE + world.seed, number);
  const company = drawCompany(world, dice);
  const { country } = company.base;
  const name = drawName(dice, country);
  const works = dice.chance(0.95);
  const [createdAt, observedAt] = drawTimes(world, number, dice);
  const ids = { world, number, createdAt };
  const emails = drawEmails(dice, ids, `${toAscii(name.first)}.${toAscii(name.last)}${String(number)}`, company.domain);
  const asksPhone = dice.chance(0.6);
  const phones = asksPhone ? drawPhones(dice, ids, country) : [];
  const post = works && dice.chance(0.95) ? drawPost(dice) : { title: null, seniority: null };
  const hasMoved = works && dice.chance(0.02);
  return {
    ...{ number, ...name, ...post, country, emails, phones, asksPhone, createdAt, observedAt },
    id: idOf("per", ids),
    apolloId: `5eed${world.seed.toString(16).padStart(8, "0")}a${number.toString(16).padStart(11, "0")}`,
    slug: `${toAscii(name.first)}-${toAscii(name.last)}-${String(number)}`,
    company: works ? company : null,
    former: hasMoved ? drawCompany(world, dice) : null,
    jobChangedAt: hasMoved ? observedAt : null,
    city: dice.pick(country.cities),
    phoneState: asksPhone ? (phones.length > 0 ? "delivered" : "none_found") : "not_asked",
    ownerId: dice.chance(0.2) ? dice.pick(world.userIds) : null,
    search: searchText({
      ...{ fullName: name.fullName, title: post.title, addresses: emails.map(({ address }) => address) },
      companyName: works ? company.name : null,
      companyDomain: works ? company.domain : null,
      numbers: phones.filter(({ dncStatus }) => dncStatus === "not_found").map((phone) => phone.number),
    }),
  };
}

type Ids = { world: World; number: number; createdAt: Date };

/** Several of one kind a person are told apart by `place`. */
function idOf(prefix: string, { world: { seed }, number, createdAt }: Ids, place = 0): string {
  return seededId(prefix, createdAt, { seed, number: number * 4 + place });
}

/** One in five at one of fifty large companies, the others anywhere. */
function drawCompany(world: World, dice: Dice): SeededCompany {
  const all = companiesOf(world);
  return companyOf(world, dice.below(dice.chance(0.2) ? Math.min(all, LARGE_COMPANIES) : all));
}

function drawName(dice: Dice, { code }: Country) {
  const first = dice.pick(givenNames(code));
  const last = dice.pick(familyNames(code));
  return { first, last, fullName: `${first} ${last}` };
}

function drawPost(dice: Dice): { title: string; seniority: string } {
  const department = dice.pick(DEPARTMENTS);
  let share = dice.below(100);
  const level = SENIORITIES.find(({ weight }) => (share -= weight) < 0) ?? pickAt(SENIORITIES, 0);
  const title = dice.pick(level.titles).replace("{chief}", department.chief).replace("{}", department.words);
  return { title, seniority: level.key };
}

/** They came one after the other; three in ten were asked for again since. */
function drawTimes({ from, until, people }: World, number: number, dice: Dice): [createdAt: Date, observedAt: Date] {
  const span = until.getTime() - from.getTime();
  const createdAt = from.getTime() + Math.floor((span * number) / people);
  const later = dice.chance(0.3) ? dice.below(until.getTime() - createdAt) : 0;
  return [new Date(createdAt), new Date(createdAt + later)];
}

function drawEmails(dice: Dice, ids: Ids, local: string, domain: string): Email[] {
  const share = dice.below(100);
  if (share >= 91) return [];
  const status = share < 80 ? "verified" : share < 90 ? "extrapolated" : "unavailable";
  const work = { id: idOf("eml", ids), address: `${local}@${domain}`, kind: "work", status };
  if (!dice.chance(0.2)) return [work];
  return [work, { id: idOf("eml", ids, 1), address: `${local}@postbox.example`, kind: "personal", status: "verified" }];
}

/** Two in three have a number, one in three of those two; one in thirty is on a do-not-call list. */
function drawPhones(dice: Dice, ids: Ids, country: Country): Phone[] {
  if (dice.below(3) === 0) return [];
  const dncStatus = dice.below(30) === 0 ? "dnc" : "not_found";
  const mobile = { id: idOf("phn", ids), number: country.mobile(dice), type: "mobile", dncStatus };
  if (dice.below(3) > 0) return [mobile];
  const direct = { number: country.landline(dice), type: "work_direct", dncStatus: "not_found" };
  return direct.number === mobile.number ? [mobile] : [mobile, { id: idOf("phn", ids, 1), ...direct }];
}

/** In so many days from the world's beginning. */
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);
