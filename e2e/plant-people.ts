import { randomBytes } from "node:crypto";
import { newId } from "@/lib/ids/ids";
import { queryDatabase } from "./database";
import type { Team } from "./team";

const COUNTRIES = ["Germany", "France", "Japan"];
const TITLES = ["Head of Sales", "Account Executive", "Chief Technology Officer", "Engineer"];
const DAY_MS = 86_400_000;

/** "Person 001 Abel", "Person 002 Abel", …, the first of them changed last. Every third is in Germany, and so on. */
export async function plantPeople({ dataDir, workspaceId }: Team, count: number): Promise<string[]> {
  const people = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    const title = TITLES[index % TITLES.length] ?? "";
    const at = new Date(Date.now() - (index + 1) * 60_000);
    return {
      ...{ id: newId("person"), apollo_id: randomBytes(12).toString("hex"), full_name: `Person ${number} Abel` },
      ...{ title, company_name: `Company ${String(index % 7)}`, employment: [] },
      ...{ country: COUNTRIES[index % COUNTRIES.length], seniority: index % 2 ? "vp" : "manager" },
      ...{ primary_email: `person.${number}@acme.example`, email_status: index % 4 ? "verified" : "guessed" },
      ...{ primary_phone: index % 2 ? `+1212555${number.padStart(4, "0")}` : null, phone_type: "mobile" },
      ...{
        phone_state: index % 2 ? "delivered" : "not_asked",
        search: `person ${number} abel acme ${title.toLowerCase()}`,
      },
      ...{
        observed_at: new Date(at.getTime() - index * DAY_MS),
        updated_at: at,
        created_at: at,
        workspace_id: workspaceId,
      },
      ...{ departments: [], field_dates: {} },
    };
  });
  await queryDatabase(
    dataDir,
    `insert into person (id, workspace_id, apollo_id, full_name, title, company_name, employment, country, seniority,
       primary_email, email_status, primary_phone, phone_type, phone_state, search, observed_at, updated_at, created_at,
       departments, field_dates)
     select id, workspace_id, apollo_id, full_name, title, company_name, employment, country, seniority, primary_email,
       email_status, primary_phone, phone_type, phone_state, search, observed_at, updated_at, created_at, '{}', field_dates
       from jsonb_populate_recordset(null::person, $1)`,
    [JSON.stringify(people)],
  );
  return people.map(({ id }) => id);
}
