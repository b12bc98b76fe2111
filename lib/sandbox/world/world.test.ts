import { createHash } from "node:crypto";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import {
  COMPANY_COUNT,
  companyAt,
  companyDomain,
  companyName,
  findCompanyByDomain,
  findCompanyByName,
} from "@/lib/sandbox/world/company";
import { COUNTRIES } from "@/lib/sandbox/world/countries";
import { pastCompanies } from "@/lib/sandbox/world/employment";
import { findPerson } from "@/lib/sandbox/world/find-person";
import { magicPerson } from "@/lib/sandbox/world/magic";
import { MAGIC_LIST } from "@/lib/sandbox/world/magic-list";
import { ordinaryPerson } from "@/lib/sandbox/world/person";
import { hasMobile } from "@/lib/sandbox/world/phones";
import { ORDINARY_COUNT, placeOf } from "@/lib/sandbox/world/roster";

const everyone = Array.from({ length: ORDINARY_COUNT }, (_, index) => ordinaryPerson(index));
const some = everyone.filter(({ index }) => index % 37 === 0);
/** Kept for fiction by Ofcom and Arcep, and for that very reason not valid in libphonenumber's tables. */
const RESERVED_MOBILES = /^\+447700900\d{3}$|^\+3363998\d{4}$/;

describe("the practice world", () => {
  it("has at least 20,000 people in 2,000 companies over ten countries", () => {
    expect(ORDINARY_COUNT).toBeGreaterThanOrEqual(20_000);
    expect(COMPANY_COUNT).toBeGreaterThanOrEqual(2000);
    expect(new Set(everyone.map(({ country }) => country.code)).size).toBe(COUNTRIES.length);
    expect(COUNTRIES.length).toBeGreaterThanOrEqual(10);
  });

  it("gives the same person for the same index, in any order of asking", () => {
    for (const person of some.toReversed()) expect(ordinaryPerson(person.index)).toEqual(person);
    const digest = createHash("sha256").update(
      some.map(({ id, slug, email }) => `${id} ${slug} ${email ?? ""}`).join("\n"),
    );
    expect(digest.digest("hex").slice(0, 16)).toBe("db5e32e78905d4fd");
  });

  it("gives no two people one id, email or LinkedIn address, and no two companies one name", () => {
    const emails = everyone
      .flatMap(({ email, personalEmail }) => [email, personalEmail])
      .filter((text) => text !== null);
    expect(new Set(everyone.map(({ id }) => id)).size).toBe(ORDINARY_COUNT);
    expect(new Set(everyone.map(({ slug }) => slug)).size).toBe(ORDINARY_COUNT);
    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(Array.from({ length: COMPANY_COUNT }, (_, index) => companyName(index))).size).toBe(COMPANY_COUNT);
  });

  it("gives ids of 24 hexadecimal digits", () => {
    for (const { id, company } of some) expect(`${id}${company.id}`).toMatch(/^[0-9a-f]{48}$/);
  });

  it("names no domain outside the reserved top level", () => {
    for (const { email, personalEmail, company } of everyone) {
      expect(company.domain).toMatch(/^[a-z]+-[a-z]+\.example$/);
      expect(email ?? "x@x.example").toMatch(/^[a-z0-9._-]+@[a-z-]+\.example$/);
      expect(personalEmail ?? "x@x.example").toMatch(/\.example$/);
    }
  });

  it("gives numbers in E.164 that are valid or kept for fiction", () => {
    const numbers = everyone.flatMap(({ phones, company }) => [
      ...phones.map(({ number }) => number ?? ""),
      company.phone,
    ]);
    const wrong = [...new Set(numbers)].filter((number) => {
      return !parsePhoneNumberFromString(number)?.isValid() && !RESERVED_MOBILES.test(number);
    });
    expect(wrong).toEqual([]);
  });

  it("has a mobile for about six in ten and an email for about nine in ten", () => {
    const share = (count: number): number => count / ORDINARY_COUNT;
    expect(share(everyone.filter(({ phones }) => hasMobile(phones)).length)).toBeCloseTo(0.6, 1);
    expect(share(everyone.filter(({ email }) => email !== null).length)).toBeCloseTo(0.91, 1);
  });

  it("tells plausible lives: dates in order, one current post at the company itself", () => {
    for (const { employment, company } of some) {
      expect(employment[0]).toMatchObject({ organizationId: company.id, isCurrent: true, endDate: null });
      for (const { startDate, endDate } of employment) expect(startDate < (endDate ?? "9999")).toBe(true);
    }
  });
});

describe("finding someone", () => {
  it.each([
    ["id", ({ id }) => ({ id })],
    ["email", ({ email }) => ({ email: email?.toUpperCase() ?? "" })],
    ["LinkedIn URL", ({ slug }) => ({ linkedinUrl: `http://www.linkedin.com/in/${slug}` })],
    ["name and domain", ({ first, last, company }) => ({ name: `${first} ${last}`, domain: company.domain })],
    [
      "first and last name and company",
      ({ first, last, company }) => ({ firstName: first, lastName: last, organizationName: `${company.name} GmbH` }),
    ],
    [
      "MD5",
      ({ email }) => ({
        hashedEmail: createHash("md5")
          .update(email ?? "")
          .digest("hex"),
      }),
    ],
    [
      "SHA-256",
      ({ email }) => ({
        hashedEmail: createHash("sha256")
          .update(email ?? "")
          .digest("hex"),
      }),
    ],
    ["personal email", ({ personalEmail, email }) => ({ email: personalEmail ?? email ?? "" })],
  ] satisfies [string, (person: ReturnType<typeof ordinaryPerson>) => object][])("works by %s", async (_, asked) => {
    for (const person of some.filter(({ email }) => email !== null)) {
      expect((await findPerson(asked(person)))?.person.id).toBe(person.id);
    }
  });

  it("works by a past employer's domain", async () => {
    for (const person of some.slice(0, 60)) {
      for (const past of pastCompanies(person.index, placeOf(person.index).company)) {
        const found = await findPerson({ name: `${person.first} ${person.last}`, domain: companyDomain(past) });
        expect(`${found?.person.first ?? ""} ${found?.person.last ?? ""}`).toBe(`${person.first} ${person.last}`);
      }
    }
  });

  it("finds nobody by a name alone, a first name with a company, or a domain written wrongly", async () => {
    const { first, last, company } = ordinaryPerson(1234);
    expect(await findPerson({ name: `${first} ${last}` })).toBeNull();
    expect(await findPerson({ firstName: first, domain: company.domain })).toBeNull();
    expect(await findPerson({ name: `${first} ${last}`, domain: `www.${company.domain}` })).toBeNull();
    expect(await findPerson({ hashedEmail: "0".repeat(64) })).toBeNull();
    expect(await findPerson({ id: "0".repeat(24) })).toBeNull();
  });

  it("reads companies back from name and domain", () => {
    for (let index = 0; index < COMPANY_COUNT; index += 7) {
      expect(findCompanyByDomain(companyAt(index).domain)).toBe(index);
      expect(findCompanyByName(companyAt(index).name)).toBe(index);
    }
  });
});

describe("magic people", () => {
  it.each(MAGIC_LIST.map((entry, place) => [entry.key, place] as const))(
    "%s is found by email, id, LinkedIn and name",
    async (key, place) => {
      const { id, slug, first, last } = magicPerson(place);
      const ways = [
        { email: `${key}@magic.example` },
        { id },
        { linkedinUrl: `linkedin.com/in/${slug}` },
        { firstName: first, lastName: last, domain: "magic.example" },
      ];
      for (const way of ways) expect((await findPerson(way))?.person.id).toBe(id);
    },
  );
});
