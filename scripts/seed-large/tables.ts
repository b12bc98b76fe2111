import { createHash } from "node:crypto";
import { nameAtDomain } from "@/lib/people/name-at-domain";
import type { Cell, Rows } from "@/scripts/seed-large/copy-rows";
import { companiesOf, companyOf } from "@/scripts/seed-large/seeded-company";
import { personOf, type SeededPerson } from "@/scripts/seed-large/seeded-person";
import type { World } from "@/scripts/seed-large/world";

type Row = readonly Cell[];

function* perPerson(world: World, rowsOf: (person: SeededPerson) => Iterable<Row>): Generator<Row> {
  for (let number = 0; number < world.people; number += 1) yield* rowsOf(personOf(world, number));
}

export function companyRows(world: World): Rows {
  const { workspaceId, from, until } = world;
  return {
    table: "company",
    columns:
      "id workspace_id apollo_id name domain website_url industry employee_count founded_year phone city state country annual_revenue technologies search observed_at created_at updated_at".split(
        " ",
      ),
    rows: (function* () {
      for (let number = 0; number < companiesOf(world); number += 1) {
        const { id, apolloId, name, domain, base } = companyOf(world, number);
        const { industry } = base.sector;
        yield [
          ...[id, workspaceId, apolloId, name, domain, `https://${domain}`, industry, base.employeeCount],
          ...[base.foundedYear, base.phone, base.city.city, base.city.state, base.country.name, String(base.revenue)],
          base.technologies.map((technology) => technology.name),
          ...[`${name} ${domain} ${industry}`.toLowerCase(), until, from, until],
        ];
      }
    })(),
  };
}

export function personRows(world: World): Rows {
  return {
    table: "person",
    columns:
      "id workspace_id apollo_id full_name first_name last_name title headline seniority departments linkedin_url linkedin_slug city state country time_zone employment company_id company_name company_domain primary_email email_status primary_phone phone_type phone_state owner_id job_changed_at former_company search observed_at created_at updated_at".split(
        " ",
      ),
    rows: perPerson(world, (person) => [toPersonRow(world, person)]),
  };
}

const NO_EMAIL = { address: null, status: null };
const NO_PHONE = { number: null, type: null };
const NO_COMPANY = { id: null, name: null, domain: null };

function toPersonRow({ workspaceId }: World, person: SeededPerson): Row {
  const { title, company, former, city, country } = person;
  const [email = NO_EMAIL] = person.emails;
  const [phone = NO_PHONE] = person.phones;
  const employer = company ?? NO_COMPANY;
  return [
    ...[person.id, workspaceId, person.apolloId, person.fullName, person.first, person.last, title],
    title && company ? `${title} at ${company.name}` : null,
    ...[person.seniority, [], `https://www.linkedin.com/in/${person.slug}`, person.slug, city.city, city.state],
    ...[country.name, country.timeZone, JSON.stringify(employmentOf(person))],
    ...[employer.id, employer.name, employer.domain, email.address],
    ...[email.status, phone.number, phone.type, person.phoneState, person.ownerId],
    ...[person.jobChangedAt, former?.name ?? null, person.search],
    ...[person.observedAt, person.createdAt, person.observedAt],
  ];
}

function employmentOf({ title, company, former, observedAt }: SeededPerson) {
  const since = observedAt.toISOString().slice(0, 10);
  const none = { companyApolloId: null };
  return [
    ...(company
      ? [{ ...none, title, companyName: company.name, startDate: since, endDate: null, isCurrent: true }]
      : []),
    ...(former
      ? [{ ...none, title, companyName: former.name, startDate: null, endDate: since, isCurrent: false }]
      : []),
  ];
}

export function emailRows(world: World): Rows {
  const { workspaceId } = world;
  return {
    table: "person_email",
    columns: "id workspace_id person_id address kind status source observed_at created_at".split(" "),
    rows: perPerson(world, ({ id, emails, observedAt, createdAt }) =>
      emails.map((email) => [
        ...[email.id, workspaceId, id, email.address, email.kind, email.status, "lookup", observedAt, createdAt],
      ]),
    ),
  };
}

export function phoneRows(world: World): Rows {
  const { workspaceId } = world;
  return {
    table: "person_phone",
    columns:
      "id workspace_id person_id number raw type status confidence dnc_status source observed_at created_at".split(" "),
    rows: perPerson(world, ({ id, phones, observedAt, createdAt }) =>
      phones.map((phone) => [
        ...[phone.id, workspaceId, id, phone.number, phone.number, phone.type, "valid_number", "high", phone.dncStatus],
        ...["delivery", observedAt, createdAt],
      ]),
    ),
  };
}

/** Every name by which each may be asked for, as the product keeps them. */
export function identityRows(world: World): Rows {
  const { workspaceId } = world;
  const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");
  return {
    table: "person_identity",
    columns: ["workspace_id", "kind", "value", "person_id"],
    rows: perPerson(world, ({ id, apolloId, slug, fullName, company, emails }) => [
      [workspaceId, "apollo", apolloId, id],
      [workspaceId, "linkedin", slug, id],
      ...(company ? [[workspaceId, "name_domain", nameAtDomain(fullName, company.domain), id]] : []),
      ...emails.flatMap(({ address }) => [
        [workspaceId, "email", address, id],
        [workspaceId, "md5", digest("md5", address), id],
        [workspaceId, "sha256", digest("sha256", address), id],
      ]),
    ]),
  };
}
