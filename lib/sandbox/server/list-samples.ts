import "server-only";
import type { MagicSample, SamplePerson, SandboxSamples } from "@/lib/sandbox/schema";
import { COMPANY_COUNT } from "@/lib/sandbox/world/company";
import { COUNTRIES } from "@/lib/sandbox/world/countries";
import { magicPerson } from "@/lib/sandbox/world/magic";
import { MAGIC_LIST } from "@/lib/sandbox/world/magic-list";
import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import { hasMobile } from "@/lib/sandbox/world/phones";
import { firstOf, ORDINARY_COUNT } from "@/lib/sandbox/world/roster";

const PAGE_SIZE = 24;
const PAGE_COUNT = COMPANY_COUNT / PAGE_SIZE;
/** Coprime with the number of companies and of places, so that a page shows many countries and no company comes twice. */
const STRIDE = 53;

function personOf(page: number, place: number): WorldPerson {
  const at = page * PAGE_SIZE + place;
  const company = (at * STRIDE) % COMPANY_COUNT;
  return ordinaryPerson(firstOf(company) + (at % (firstOf(company + 1) - firstOf(company))));
}

function sampleOf(
  person: WorldPerson,
): Omit<SamplePerson, "hasMobile" | "hasOtherPhone" | "hasPersonalEmail" | "emailStatus"> {
  const { id, first, last, title, email, slug, company, city, country } = person;
  return {
    id,
    name: `${first} ${last}`,
    title,
    email,
    linkedinUrl: `http://www.linkedin.com/in/${slug}`,
    company: company.name,
    domain: company.domain,
    city: city.city,
    country: country.name,
    countryCode: country.code,
    isGdpr: country.isGdpr,
  };
}

function ordinarySample(person: WorldPerson): SamplePerson {
  return {
    ...sampleOf(person),
    hasMobile: hasMobile(person.phones),
    hasOtherPhone: person.phones.some(({ type }) => type !== "mobile"),
    hasPersonalEmail: person.personalEmail !== null && !person.country.isGdpr,
    emailStatus: person.emailStatus,
  };
}

function magicSample(place: number): MagicSample {
  const person = magicPerson(place);
  const { key, group, ask, expect } = person.magic;
  return { ...sampleOf(person), key, group, lookUp: person.address, ask: [...ask], expect };
}

/** A page of ordinary people from all over the world, and every magic one. A page that does not exist is the first. */
export function listSamples(asked: number): SandboxSamples {
  const page = Number.isInteger(asked) && asked >= 0 && asked < PAGE_COUNT ? asked : 0;
  const people = Array.from({ length: PAGE_SIZE }, (_, place) => ordinarySample(personOf(page, place)));
  return {
    world: { people: ORDINARY_COUNT + MAGIC_LIST.length, companies: COMPANY_COUNT, countries: COUNTRIES.length },
    page,
    pageCount: PAGE_COUNT,
    people,
    magic: MAGIC_LIST.map((_, place) => magicSample(place)),
  };
}
