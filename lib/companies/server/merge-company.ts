import "server-only";
import type { ProvidedCompany } from "@/lib/apollo/provided";
import { companySearchText } from "@/lib/companies/company";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";
import { mergeFields, readFieldDates, storable } from "@/lib/merge/dated-fields";

type Observed = { workspaceId: string; company: ProvidedCompany; observedAt: Date };
type CompanyFields = Omit<ProvidedCompany, "apolloId">;

const INT_MAX = 2_147_483_647;

/**
 * Merges an answer's company into the workspace's, newest date per field, and returns its id. Null when the provider gave
 * no id for it. Locks the company's row until the transaction ends.
 */
export async function mergeCompany(tx: Tx, { workspaceId, company, observedAt }: Observed): Promise<string | null> {
  const { apolloId, ...given } = storable(company);
  if (!apolloId) return null;
  await tx.company.createMany({
    data: [{ id: newId("company"), workspaceId, apolloId, technologies: [], observedAt }],
    skipDuplicates: true,
  });
  await tx.$queryRaw`SELECT id FROM company WHERE workspace_id = ${workspaceId} AND apollo_id = ${apolloId} FOR NO KEY UPDATE`;
  const row = await tx.company.findUniqueOrThrow({ where: { workspaceId_apolloId: { workspaceId, apolloId } } });
  const known = { values: fieldsOf(row), dates: readFieldDates(row.fieldDates) };
  const merged = mergeFields(known, withinBounds(given), observedAt);
  const newest = row.observedAt > observedAt ? row.observedAt : observedAt;
  if (JSON.stringify(merged) === JSON.stringify(known) && newest === row.observedAt) return row.id;
  const search = companySearchText(merged.values);
  await tx.company.update({
    where: { id: row.id },
    data: { ...merged.values, search, fieldDates: merged.dates, observedAt: newest },
  });
  await notifyChanged(tx, { workspaceId, kind: "company", ids: [row.id] });
  return row.id;
}

function fieldsOf(row: CompanyFields): CompanyFields {
  const { name, domain, websiteUrl, linkedinUrl, industry, employeeCount, foundedYear } = row;
  const { phone, city, state, country, description, annualRevenue, technologies } = row;
  const { totalFunding, fundingStage, fundedAt } = row;
  const card = { name, domain, websiteUrl, linkedinUrl, industry, employeeCount, foundedYear };
  const funding = { totalFunding, fundingStage, fundedAt };
  return { ...card, phone, city, state, country, description, annualRevenue, technologies, ...funding };
}

/** A number that PostgreSQL's integer cannot hold is not said at all. */
function withinBounds(given: CompanyFields): CompanyFields {
  const whole = (value: number | null) => (value !== null && Math.abs(value) <= INT_MAX ? Math.round(value) : null);
  return { ...given, employeeCount: whole(given.employeeCount), foundedYear: whole(given.foundedYear) };
}
