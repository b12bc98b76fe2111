import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { OWNED_BY_ME, OWNED_BY_NOBODY, type Freshness } from "@/lib/people/filter-words";
import type { PeopleView } from "@/lib/people/filters";
import type { SortWord } from "@/lib/people/server/people-order";
import { foundByIndex, holds } from "@/lib/people/server/search-text";

const NO_ADDRESS = "none";
const JOB_CHANGED_WITHIN_DAYS = 90;
const FRESH_WITHIN_DAYS: Record<Exclude<Freshness, "older">, number> = { week: 7, month: 30, quarter: 90 };

/** How those who fit are looked for: who is of a group, and in whose search text all of some words stand. */
type Way = {
  belongs: (members: Prisma.Sql) => Prisma.Sql;
  contain: (words: readonly string[]) => Prisma.Sql[];
};

const ONE_BY_ONE: Way = {
  // A scalar subquery stays one; as EXISTS it may become a join that reads the whole group first.
  belongs: (members) => Prisma.sql`(SELECT true ${members} AND m.person_id = p.id LIMIT 1)`,
  contain: (words) => words.map((word) => holds(Prisma.sql`p.search`, word)),
};

/** What the people `p` must fit, to be looked at one by one: one condition for each filter, none for none. */
export function inEach(viewer: Viewer, view: PeopleView): Prisma.Sql[] {
  return conditionsOf(viewer, view, ONE_BY_ONE);
}

/** The same, to find all who fit. */
export async function inSets(viewer: Viewer, view: PeopleView): Promise<Prisma.Sql[]> {
  const found = await foundByIndex(viewer, searchedFor(view));
  return conditionsOf(viewer, view, {
    belongs: (members) => Prisma.sql`p.id IN (SELECT m.person_id ${members})`,
    contain: () => found,
  });
}

/** What of it the order itself can begin and end with, so that nobody is walked past who stands before them. */
export function boundsOf(sort: SortWord, { fresh }: PeopleView): Prisma.Sql {
  return fresh !== undefined && sort.endsWith("enriched") ? freshness(fresh) : Prisma.sql`true`;
}

function conditionsOf(viewer: Viewer, view: PeopleView, { belongs, contain }: Way): Prisma.Sql[] {
  const { companyId, country, seniority, email, hasPhone, phones, owner, fresh, jobChanged } = view;
  return [
    ...contain(searchedFor(view)),
    ...given(view.title, (title) => holds(Prisma.sql`lower(p.title)`, title.toLowerCase())),
    ...given(view.company, (company) => holds(Prisma.sql`lower(p.company_name)`, company.toLowerCase())),
    ...given(companyId, (id) => Prisma.sql`p.company_id = ${id}`),
    ...given(country, (names) => Prisma.sql`p.country = ANY (${names})`),
    ...given(seniority, (levels) => Prisma.sql`p.seniority = ANY (${levels})`),
    ...given(email, (states) => withAddress(states)),
    ...given(
      hasPhone,
      (has) => Prisma.sql`p.primary_phone IS ${has === "yes" ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}`,
    ),
    ...given(phones, (state) => Prisma.sql`p.phone_state = ${state}`),
    ...given(view.tag, (ids) => belongs(tagged(viewer, ids))),
    ...given(view.list, (ids) => belongs(listed(viewer, ids))),
    ...given(view.run, (id) => belongs(foundBy(viewer, id))),
    ...given(owner, (who) => ownedBy(viewer, who)),
    ...given(fresh, (how) => freshness(how)),
    ...given(
      jobChanged,
      () => Prisma.sql`p.job_changed_at > now() - make_interval(days => ${JOB_CHANGED_WITHIN_DAYS})`,
    ),
  ];
}

/** What must stand in the searched text. Title and company are in it too: its index serves them, they need none of their own. */
export function searchedFor({ q, title, company }: PeopleView): string[] {
  const words = [...(q?.split(/\s+/) ?? []), title ?? "", company ?? ""];
  return words.filter(Boolean).map((word) => word.toLowerCase());
}

/** All of them at once; true where there is none. */
export function allOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], " AND ");
}

function given<T>(value: T | undefined, toSql: (value: T) => Prisma.Sql): Prisma.Sql[] {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0) ? [] : [toSql(value)];
}

function withAddress(states: readonly string[]): Prisma.Sql {
  const words = states.filter((state) => state !== NO_ADDRESS);
  const either = [
    ...(words.length > 0 ? [Prisma.sql`p.email_status = ANY (${words})`] : []),
    // An address may come without a status; the status of none is always null, and its index serves both.
    ...(states.includes(NO_ADDRESS) ? [Prisma.sql`(p.email_status IS NULL AND p.primary_email IS NULL)`] : []),
  ];
  return Prisma.sql`(${Prisma.join(either, " OR ")})`;
}

function tagged({ workspaceId }: Viewer, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`FROM person_tag m WHERE m.workspace_id = ${workspaceId} AND m.tag_id = ANY (${ids})`;
}

/** Somebody else's own list is as if it were not there. */
function listed({ workspaceId, userId }: Viewer, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`FROM list_person m JOIN list l ON l.id = m.list_id
    WHERE m.list_id = ANY (${ids}) AND l.workspace_id = ${workspaceId} AND (l.is_shared OR l.owner_id = ${userId})`;
}

/** Of another member's run a rep learns nothing. */
function foundBy({ workspaceId, userId, role }: Viewer, runId: string): Prisma.Sql {
  const own = role === "rep" ? Prisma.sql`AND u.user_id = ${userId}` : Prisma.empty;
  return Prisma.sql`FROM run_row m JOIN run u ON u.id = m.run_id
    WHERE m.run_id = ${runId} AND m.state IN ('matched', 'ours') AND m.person_id IS NOT NULL
      AND u.workspace_id = ${workspaceId} ${own}`;
}

function ownedBy({ userId }: Viewer, who: string): Prisma.Sql {
  if (who === OWNED_BY_NOBODY) return Prisma.sql`p.owner_id IS NULL`;
  return Prisma.sql`p.owner_id = ${who === OWNED_BY_ME ? userId : who}`;
}

function freshness(how: Freshness): Prisma.Sql {
  const days = how === "older" ? FRESH_WITHIN_DAYS.quarter : FRESH_WITHIN_DAYS[how];
  const line = Prisma.sql`now() - make_interval(days => ${days})`;
  return how === "older" ? Prisma.sql`p.observed_at < ${line}` : Prisma.sql`p.observed_at >= ${line}`;
}
