import { beforeEach, describe, expect, test } from "vitest";
import type { ProvidedCompany } from "@/lib/apollo/provided";
import type { Viewer } from "@/lib/auth/viewer";
import { CompanyFilters } from "@/lib/companies/filters";
import { getCompany } from "@/lib/companies/server/get-company";
import { listCompanies } from "@/lib/companies/server/list-companies";
import { listCompanyFacets } from "@/lib/companies/server/list-company-facets";
import { mergeCompany } from "@/lib/companies/server/merge-company";
import { db, inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { manyPeople } from "@/lib/testing/people";

useTestDatabase();

const JANUARY = new Date("2026-01-10T12:00:00Z");
const MARCH = new Date("2026-03-10T12:00:00Z");
let rep: Viewer;

beforeEach(async () => {
  rep = await aViewer({ workspaceId: await aWorkspace() });
});

function aCompany(given: Partial<ProvidedCompany> = {}, { viewer = rep, observedAt = MARCH } = {}): Promise<string> {
  const company: ProvidedCompany = {
    ...{ apolloId: newId("company"), name: "Acme", domain: "acme.example", websiteUrl: null, linkedinUrl: null },
    ...{ industry: "robotics", employeeCount: 120, foundedYear: 1999, phone: null, city: "Oslo", state: null },
    ...{ country: "Norway", description: null, annualRevenue: "1.2B", technologies: ["PostgreSQL", "React"] },
    ...{ totalFunding: "40M", fundingStage: "Series B", fundedAt: "2025-06-01" },
    ...given,
  };
  return inTransaction(
    async (tx) => (await mergeCompany(tx, { workspaceId: viewer.workspaceId, company, observedAt })) ?? "",
  );
}

const find = async (query: Record<string, string>, viewer = rep) => {
  const { companies } = await listCompanies(viewer, CompanyFilters.parse(query));
  return companies.map(({ name }) => name);
};

describe("a company", () => {
  test("is built of answers, newest date by field, with its funding and when each was said", async () => {
    const apolloId = newId("company");
    const id = await aCompany({ apolloId, fundingStage: "Seed", name: "Acme" }, { observedAt: JANUARY });
    await aCompany({ apolloId, fundingStage: "Series B", totalFunding: null, industry: null });
    expect(await getCompany(rep, id)).toMatchObject({
      ...{ name: "Acme", fundingStage: "Series B", totalFunding: "40M", fundedAt: "2025-06-01", industry: "robotics" },
      saidAt: { fundingStage: MARCH.toISOString(), totalFunding: JANUARY.toISOString() },
    });
    await aCompany({ apolloId, name: "Äcme Ångström" });
    expect(await find({ q: "ängström" })).toEqual([]);
    expect(await find({ q: "ångström" })).toEqual(["Äcme Ångström"]);
  });

  test("tells what was spent on its people: a rep their own, a reviewer everybody's", async () => {
    const { workspaceId } = rep;
    const companyId = await aCompany();
    const [personId = ""] = await manyPeople(workspaceId, 3, { companyId });
    const colleague = await aViewer({ workspaceId });
    const reviewer = await aViewer({ workspaceId, role: "reviewer" });
    for (const [viewer, creditsCharged] of [
      [rep, 1],
      [colleague, 8.5],
    ] as const) {
      const asked = { input: {}, options: {}, label: "Ada", outcome: "matched" };
      const row = { id: newId("lookup"), workspaceId, userId: viewer.userId, personId, creditsCharged, ...asked };
      await db.lookup.create({ data: row });
    }
    expect(await getCompany(rep, companyId)).toMatchObject({ people: 3, lookups: 1, credits: "1" });
    expect(await getCompany(reviewer, companyId)).toMatchObject({ people: 3, lookups: 2, credits: "9.5" });
  });

  test("of another workspace is not found, listed, counted or offered", async () => {
    const id = await aCompany();
    const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(getCompany(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listCompanies(stranger, {})).toEqual({ companies: [], nextCursor: null, total: 0 });
    expect(await listCompanyFacets(stranger)).toEqual({ industry: [], country: [], technology: [] });
  });

  test("with a name as long as any is kept and found", async () => {
    await aCompany({ name: "🏭".repeat(3000) });
    expect((await listCompanies(rep, { sort: "name" })).companies).toHaveLength(1);
  });
});

describe("companies", () => {
  beforeEach(async () => {
    await aCompany({ name: "Borealis", domain: "borealis.example", employeeCount: 9, country: "Korea, Republic of" });
    await aCompany({ name: "Cinder 100%", domain: "cinder.example", employeeCount: null, industry: "mining" });
    await aCompany({ name: "Acme", employeeCount: 6000, technologies: ["COBOL"] });
  });

  test("are narrowed by each filter and by all together", async () => {
    expect(await find({ q: "acme" })).toEqual(["Acme"]);
    expect(await find({ q: "100%" })).toEqual(["Cinder 100%"]);
    expect(await find({ q: "bo" })).toEqual(["Borealis"]);
    expect(await find({ industry: "mining" })).toEqual(["Cinder 100%"]);
    expect(await find({ country: "Korea%2C Republic of" })).toEqual(["Borealis"]);
    expect(await find({ technology: "COBOL" })).toEqual(["Acme"]);
    expect((await find({ size: "1-10,5001" })).toSorted()).toEqual(["Acme", "Borealis"]);
    expect(await find({ size: "1-10", technology: "React", country: "Norway" })).toEqual([]);
  });

  test("stand in each order, whoever said no number last of the greatest first", async () => {
    expect(await find({ sort: "name" })).toEqual(["Acme", "Borealis", "Cinder 100%"]);
    expect(await find({ sort: "-name" })).toEqual(["Cinder 100%", "Borealis", "Acme"]);
    expect(await find({ sort: "-employees" })).toEqual(["Acme", "Borealis", "Cinder 100%"]);
    expect(await find({})).toEqual(["Acme", "Cinder 100%", "Borealis"]);
  });

  test("are paged in each order without a gap or a double", { timeout: 30_000 }, async () => {
    const { workspaceId } = rep;
    await db.company.createMany({
      data: Array.from({ length: 60 }, (_, nth) => ({
        ...{ id: newId("company"), workspaceId, apolloId: `c${String(nth)}`, technologies: [], observedAt: MARCH },
        ...{ name: "Same", search: "same", employeeCount: nth % 3 === 0 ? null : nth % 3 },
      })),
    });
    for (const sort of ["updated", "-updated", "name", "-name", "employees", "-employees"] as const) {
      const first = await listCompanies(rep, { sort });
      const rest = await listCompanies(rep, { sort, cursor: first.nextCursor ?? "" });
      const ids = [...first.companies, ...rest.companies].map(({ id }) => id);
      expect([ids.length, new Set(ids).size, first.total, rest.nextCursor], sort).toEqual([63, 63, 63, null]);
    }
    const { nextCursor } = await listCompanies(rep, { sort: "name" });
    await expect(listCompanies(rep, { sort: "-name", cursor: nextCursor ?? "" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  test("offer the values there are, the frequent ones first", async () => {
    expect(await listCompanyFacets(rep)).toEqual({
      ...{ industry: ["robotics", "mining"], country: ["Norway", "Korea, Republic of"] },
      technology: ["PostgreSQL", "React", "COBOL"],
    });
  });
});
