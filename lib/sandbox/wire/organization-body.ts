import type { Company } from "@/lib/sandbox/world/company";
import { toId } from "@/lib/sandbox/world/ids";

const MAGNITUDES = [
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "K"],
] as const;

/** 12500000 is `12.5M`, as the provider prints amounts. */
export function printAmount(amount: number): string {
  const [unit, letter] = MAGNITUDES.find(([least]) => amount >= least) ?? [1, ""];
  return `${Number((amount / unit).toFixed(1))}${letter}`;
}

const slugOf = ({ name }: Company): string => name.toLowerCase().replaceAll(" ", "-");

/** The card of docs/apollo-contract.md §2.4 up to the address: all that a bulk answer carries. */
function shortCard(company: Company): Record<string, unknown> {
  const { sector, phone, city, country } = company;
  const uid = String(90_000_000 + company.index);
  return {
    id: company.id,
    name: company.name,
    website_url: `http://www.${company.domain}`,
    blog_url: null,
    angellist_url: null,
    linkedin_url: `http://www.linkedin.com/company/${slugOf(company)}-${uid}`,
    twitter_url: null,
    facebook_url: null,
    primary_phone: { number: phone, source: "Scraped", sanitized_number: phone },
    languages: [country.language],
    alexa_ranking: null,
    phone,
    linkedin_uid: uid,
    founded_year: company.foundedYear,
    publicly_traded_symbol: null,
    publicly_traded_exchange: null,
    logo_url: null,
    crunchbase_url: null,
    primary_domain: company.domain,
    industry: sector.industry,
    keywords: sector.keywords,
    estimated_num_employees: company.employeeCount,
    industries: [sector.industry],
    secondary_industries: [],
    snippets_loaded: true,
    industry_tag_id: toId("account", sector.word.length * 64 + sector.industry.length),
    industry_tag_hash: { [sector.industry]: toId("account", sector.word.length * 64 + sector.industry.length) },
    retail_location_count: sector.word === "Retail" ? 12 : 0,
    raw_address: `${company.streetAddress}, ${city.city}, ${city.state} ${city.postalCode}, ${country.name}`,
    street_address: company.streetAddress,
    city: city.city,
    state: city.state,
    postal_code: city.postalCode,
    country: country.name,
  };
}

function fundingEvents({ index, funding }: Company): Record<string, unknown>[] {
  if (!funding) return [];
  return [
    {
      id: toId("account", index),
      date: `${funding.date}T00:00:00.000+00:00`,
      news_url: null,
      type: funding.stage,
      investors: "Undisclosed",
      amount: printAmount(funding.amount),
      currency: "$",
    },
  ];
}

function describe({ name, sector, city, country, foundedYear }: Company): string {
  return `${name} works in ${sector.keywords.slice(0, 3).join(", ")} from ${city.city}, ${country.name}, since ${String(foundedYear)}.`;
}

function fullCard(company: Company): Record<string, unknown> {
  const { funding, technologies, revenue } = company;
  return {
    ...shortCard(company),
    owned_by_organization_id: null,
    seo_description: `${company.name}: ${company.sector.keywords.join(", ")}`,
    short_description: describe(company),
    suborganizations: [],
    num_suborganizations: 0,
    annual_revenue_printed: printAmount(revenue),
    annual_revenue: revenue,
    total_funding: funding?.amount ?? null,
    total_funding_printed: funding ? printAmount(funding.amount) : null,
    latest_funding_round_date: funding ? `${funding.date}T00:00:00.000+00:00` : null,
    latest_funding_stage: funding?.stage ?? null,
    funding_events: fundingEvents(company),
    technology_names: technologies.map(({ name }) => name),
    current_technologies: technologies.map(({ name, category }) => ({
      uid: name.toLowerCase().replace(/[^a-z0-9]+/g, "_"),
      name,
      category,
    })),
    org_chart_root_people_ids: [],
    org_chart_sector: "OrgChart::SectorHierarchy::Rules::Default",
    org_chart_removed: null,
    org_chart_show_department_filter: true,
  };
}

export const organizationBody = (company: Company, isBulk: boolean): Record<string, unknown> =>
  isBulk ? shortCard(company) : fullCard(company);
