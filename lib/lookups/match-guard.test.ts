import { describe, expect, test } from "vitest";
import { judgeMatch, WEAK_BELOW, type AnsweredPerson } from "@/lib/lookups/match-guard";

const ANSWERED: AnsweredPerson = {
  apolloId: "587cf802f65125cad923a266",
  fullName: "Ana María Silva",
  email: "ana.silva@acme.example",
  personalEmails: [],
  linkedinUrl: "http://www.linkedin.com/in/ana-silva",
  companies: [
    { name: "Acme Robotics, Inc.", domain: "acme.example" },
    { name: "Northwind", domain: null },
  ],
};

describe("an answer that fits what was asked has full marks", () => {
  test.each([
    { email: "Ana.Silva@acme.example" },
    { linkedinUrl: "https://www.linkedin.com/in/ana-silva" },
    { fullName: "Ana Silva", companyDomain: "acme.example" },
    { fullName: "ana maria silva", companyName: "acme" },
    { fullName: "Ana Silva", companyName: "Northwind" },
    { email: "old.address@acme.example" },
  ])("%j", (asked) => {
    expect(judgeMatch(asked, ANSWERED)).toEqual({ score: 100, reasons: [] });
  });
});

describe("another person falls below the line, with the reason in words", () => {
  test.each([
    { fullName: "Bo Lindqvist", companyDomain: "acme.example" },
    { linkedinUrl: "https://www.linkedin.com/in/someone-else" },
    { fullName: "Ana Pereira", companyDomain: "elsewhere.example" },
  ])("%j", (asked) => {
    const verdict = judgeMatch(asked, ANSWERED);
    expect(verdict.score).toBeLessThan(WEAK_BELOW);
    expect(verdict.reasons.length).toBeGreaterThan(0);
  });
});

test("an unknown address together with the provider's own doubt falls below the line", () => {
  const asked = { email: "wendy@elsewhere.example" };
  expect(judgeMatch(asked, ANSWERED).score).toBe(80);
  expect(judgeMatch(asked, { ...ANSWERED, confidence: "low" }).score).toBeLessThan(WEAK_BELOW);
  expect(judgeMatch({ email: "wendy@gmail.com" }, { ...ANSWERED, confidence: "high" }).score).toBe(100);
});

test("a new employer alone is said, and not called another person", () => {
  const verdict = judgeMatch({ fullName: "Ana Silva", companyName: "Elsewhere" }, ANSWERED);
  expect(verdict).toEqual({ score: 60, reasons: ["Elsewhere is not among the employers answered."] });
});
