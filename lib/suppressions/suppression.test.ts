import { describe, expect, test } from "vitest";
import { domainsAbove, identifierOf, nameAt, readIdentifier } from "@/lib/suppressions/suppression";

describe("one value has one spelling", () => {
  test.each([
    ["email", " Ana.Silva@ACME.example ", "ana.silva@acme.example"],
    ["linkedin", "http://de.linkedin.com/in/Ana-Silva/?trk=x", "https://www.linkedin.com/in/ana-silva"],
    ["domain", "https://www.Acme.example/team", "acme.example"],
    ["phone", "0044 (20) 7946-0123", "+442079460123"],
    ["phone", "(202) 555-0101", "2025550101"],
    ["apollo", "5F2A1B3C4D5E6F7081920A1B", "5f2a1b3c4d5e6f7081920a1b"],
  ] as const)("%s: %s", (kind, typed, value) => {
    expect(identifierOf(kind, typed)).toEqual({ kind, value });
  });

  test.each([
    ["email", "nobody"],
    ["phone", "12345"],
    ["phone", "call me"],
    ["domain", "acme"],
    ["linkedin", "linkedin.com/company/acme"],
  ] as const)("what is no %s is none: %s", (kind, typed) => {
    expect(identifierOf(kind, typed)).toBeNull();
  });
});

test("what is typed is read as what it is", () => {
  const kinds = ["a@b.example", "linkedin.com/in/ana", "+1 202 555 0101", "5f2a1b3c4d5e6f7081920a1b", "acme.example"];
  expect(kinds.map((text) => readIdentifier(text)?.kind)).toEqual(["email", "linkedin", "phone", "apollo", "domain"]);
  expect([readIdentifier("Ana Silva"), readIdentifier("linkedin.com/company/x")]).toEqual([null, null]);
});

test("a domain stands for those below it, and not for those above", () => {
  const values = domainsAbove("ana@eu.acme.example").map(({ value }) => value);
  expect(values).toEqual(["eu.acme.example", "acme.example"]);
});

test("a name at an employer is one name in any case and spacing", () => {
  expect(nameAt("  Ana   SILVA", "acme.example")).toEqual(nameAt("ana silva", "ACME.example"));
});
