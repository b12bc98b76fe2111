import "server-only";
import type { ProvidedCompany } from "@/lib/apollo/provided";
import { companySearchText } from "@/lib/companies/company";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";
import { mergeFields, readFieldDates, storable, type FieldDates } from "@/lib/merge/dated-fields";

type Observed = { company: ProvidedCompany; observedAt: Date };
type CompanyFields = Omit<ProvidedCompany, "apolloId">;

const INT_MAX = 2_147_483_647;

/**
 * Merges the companies of these answers into the workspace's, newest date per field, and returns their ids in the order given:
 * null where the provider gave none. Locks their rows until the transaction ends.
 */
export async function mergeCompanies(
  tx: Tx,
  workspaceId: string,
  observed: readonly Observed[],
): Promise<(string | null)[]> {
  const given = observed.map(({ company, observedAt }) => ({ ...storable(company), observedAt }));
  const byApolloId = Map.groupBy(
    given.filter(({ apolloId }) => apolloId),
    ({ apolloId }) => apolloId ?? "",
  );
  if (byApolloId.size === 0) return given.map(() => null);
  const rows = await holdCompanies(tx, workspaceId, byApolloId);
  const changed = rows.flatMap((row) => changesOf(row, byApolloId.get(row.apolloId) ?? []));
  await writeCompanies(tx, changed);
  await notifyChanged(tx, { workspaceId, kind: "company", ids: changed.map(({ id }) => id) });
  const ids = new Map(rows.map(({ id, apolloId }) => [apolloId, id]));
  return given.map(({ apolloId }) => ids.get(apolloId ?? "") ?? null);
}

/** The same of one. */
export async function mergeCompany(
  tx: Tx,
  { workspaceId, ...observed }: Observed & { workspaceId: string },
): Promise<string | null> {
  const [id = null] = await mergeCompanies(tx, workspaceId, [observed]);
  return id;
}

type Given = ProvidedCompany & { observedAt: Date };

/** Makes those that are not there, in one order for everybody: of two who make the same ones, one waits for the other. */
async function holdCompanies(tx: Tx, workspaceId: string, byApolloId: ReadonlyMap<string, readonly Given[]>) {
  const apolloIds = [...byApolloId.keys()];
  const rows = [...byApolloId].map(([apolloId, given]) => {
    return { id: newId("company"), apolloId, observedAt: given[0]?.observedAt };
  });
  await tx.$executeRaw`
    INSERT INTO company (id, workspace_id, apollo_id, technologies, observed_at, updated_at)
    SELECT id, ${workspaceId}, "apolloId", '{}', "observedAt", clock_timestamp()
      FROM jsonb_to_recordset(${asRows(rows)}) AS g (id text, "apolloId" text, "observedAt" timestamptz)
     ORDER BY "apolloId"
    ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`
    SELECT id FROM company WHERE workspace_id = ${workspaceId} AND apollo_id = ANY (${apolloIds})
     ORDER BY id FOR NO KEY UPDATE`;
  return tx.company.findMany({ where: { workspaceId, apolloId: { in: apolloIds } } });
}

type CompanyRow = Awaited<ReturnType<typeof holdCompanies>>[number];
type Changed = CompanyFields & { id: string; search: string; fieldDates: FieldDates; observedAt: Date };

/** Empty where nothing of it is news. */
function changesOf(row: CompanyRow, given: readonly Given[]): Changed[] {
  let merged = { values: fieldsOf(row), dates: readFieldDates(row.fieldDates) };
  const before = JSON.stringify(merged);
  let newest = row.observedAt;
  for (const { apolloId: _, observedAt, ...said } of given) {
    merged = mergeFields(merged, withinBounds(said), observedAt);
    newest = newest > observedAt ? newest : observedAt;
  }
  if (JSON.stringify(merged) === before && newest === row.observedAt) return [];
  const search = companySearchText(merged.values);
  return [{ ...merged.values, id: row.id, search, fieldDates: merged.dates, observedAt: newest }];
}

async function writeCompanies(tx: Tx, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.$executeRaw`
    UPDATE company c SET name = g.name, domain = g.domain, website_url = g."websiteUrl", linkedin_url = g."linkedinUrl",
           industry = g.industry, employee_count = g."employeeCount", founded_year = g."foundedYear", phone = g.phone,
           city = g.city, state = g.state, country = g.country, description = g.description,
           annual_revenue = g."annualRevenue", technologies = g.technologies, total_funding = g."totalFunding",
           funding_stage = g."fundingStage", funded_at = g."fundedAt", search = g.search, field_dates = g."fieldDates",
           observed_at = g."observedAt", updated_at = clock_timestamp()
      FROM jsonb_to_recordset(${asRows(changed)})
        AS g (id text, name text, domain text, "websiteUrl" text, "linkedinUrl" text, industry text, "employeeCount" int,
              "foundedYear" int, phone text, city text, state text, country text, description text, "annualRevenue" text,
              technologies text[], "totalFunding" text, "fundingStage" text, "fundedAt" text, search text,
              "fieldDates" jsonb, "observedAt" timestamptz)
     WHERE c.id = g.id`;
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
