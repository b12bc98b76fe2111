import type { ProvidedPerson } from "@/lib/apollo/provided";

const COMPANY = {
  ...{ websiteUrl: null, linkedinUrl: null, industry: "robots", employeeCount: 12, foundedYear: 1999, phone: null },
  ...{ city: "Oslo", state: null, country: "Norway", description: null, annualRevenue: null, technologies: [] },
  ...{ totalFunding: null, fundingStage: null, fundedAt: null },
};

/** A company as an answer gives it; the same name is the same company. */
export const aProvidedCompany = (name: string) => ({
  ...COMPANY,
  ...{ apolloId: Buffer.from(name.padEnd(12, "-")).toString("hex").slice(0, 24), name },
  domain: `${name.toLowerCase()}.example`,
});

/** A person as an answer gives them. */
export function aProvidedPerson(given: Partial<ProvidedPerson> & { apolloId: string }): ProvidedPerson {
  return {
    ...{ firstName: "Ana", lastName: "Silva", fullName: "Ana Silva", title: "CTO", headline: null, seniority: null },
    ...{ departments: [], email: "ana@acme.example", emailStatus: "verified", emailConfidence: null },
    ...{ personalEmails: null, linkedinUrl: null, twitterUrl: null, githubUrl: null, facebookUrl: null },
    ...{ city: "Oslo", state: null, country: "Norway", timeZone: null, employment: [], phones: [], contactPhones: [] },
    ...{ company: aProvidedCompany("Acme"), matchConfidence: null },
    ...given,
  };
}
