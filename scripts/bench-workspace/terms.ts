import type { LargeStage } from "@/scripts/bench-workspace/large-stage";

export type TermClass = { name: string; terms: string[] };

const PEOPLE_DRAWN = 20;

type Drawn = { first: string; last: string; title: string | null; company: string | null; email: string | null };

/** Seven classes of what people type, each of people who are there, from what everybody has to what nobody has. */
export async function drawTerms(stage: LargeStage): Promise<TermClass[]> {
  const people = await drawPeople(stage);
  const each = (pick: (person: Drawn) => string | null | undefined) =>
    people.flatMap((person) => pick(person) ?? []).filter((text) => text !== "");
  return [
    { name: "everybody's", terms: ["example", ".ex", "com"] },
    { name: "given name", terms: each(({ first }) => first) },
    { name: "family name", terms: each(({ last }) => last) },
    { name: "full name", terms: each(({ first, last }) => `${first} ${last}`) },
    { name: "two letters", terms: each(({ last }) => last.slice(0, 2)) },
    { name: "title and company", terms: each(({ title, company }) => title && company && `${title} ${company}`) },
    { name: "address", terms: each(({ email }) => email?.slice(2, 20)) },
    { name: "nobody's", terms: ["zzqqxx", "777777777", "qwertzuiop", "marisol xyzzy"] },
  ];
}

/** All over the workspace, the same ones each time. */
async function drawPeople({ sql, workspaceId, people }: LargeStage): Promise<Drawn[]> {
  const step = Math.max(1, Math.floor(people / PEOPLE_DRAWN));
  const { rows } = await sql.query<Drawn>(
    `SELECT first_name AS first, last_name AS last, title, company_name AS company, primary_email AS email
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM person WHERE workspace_id = $1) p
      WHERE place % $2 = 1 LIMIT $3`,
    [workspaceId, step, PEOPLE_DRAWN],
  );
  return rows;
}
