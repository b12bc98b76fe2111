import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { PEOPLE_PAGE_SIZE, type PeopleFilters, type PeoplePage } from "@/lib/people/schema";
import { OPEN_FOR_HOURS } from "@/lib/people/server/phone-reveal-store";
import { readAskedTimes } from "@/lib/people/server/read-asked-times";
import { toSummary } from "@/lib/people/server/read-person";

const COUNT_MAX = 1000;
/** Trigrams need three characters; shorter text is compared with the beginning of words only. */
const TRIGRAM_MIN = 3;

type Row = Parameters<typeof toSummary>[0];

/** Any member: the workspace's people, the last changed first, paged by keyset. */
export async function listPeople(viewer: Viewer, filters: PeopleFilters): Promise<PeoplePage> {
  const where = conditions(viewer.workspaceId, filters);
  const after = readCursor(filters.cursor);
  const keyset = after ? Prisma.sql`AND (updated_at, id) < (${after.at}, ${after.id})` : Prisma.empty;
  const [rows, total] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT id, full_name AS "fullName", title, company_name AS "companyName", company_domain AS "companyDomain", city, state,
             country, primary_email AS "primaryEmail", email_status AS "emailStatus", primary_phone AS "primaryPhone",
             first."dncStatus", coalesce(first."isOpen", false) AS "isOpen",
             phone_type AS "phoneType", phone_state AS "phoneState", updated_at AS "updatedAt"
        FROM person LEFT JOIN LATERAL (${firstPhone(viewer)}) AS first ON true
       WHERE ${where} ${keyset}
       ORDER BY updated_at DESC, id DESC LIMIT ${PEOPLE_PAGE_SIZE + 1}`,
    after ? null : countPeople(where),
  ]);
  const page = rows.slice(0, PEOPLE_PAGE_SIZE);
  const last = rows.length > PEOPLE_PAGE_SIZE ? page.at(-1) : undefined;
  const askedTimes = await readAskedTimes(db, viewer.workspaceId, page);
  const people = page.map((row) => toSummary(row, askedTimes));
  return { people, nextCursor: last ? writeCursor(last.updatedAt, last.id) : null, total };
}

/** What the number that stands first says of itself. Its columns bear no name that a person's bear. */
function firstPhone({ workspaceId, userId }: Viewer): Prisma.Sql {
  return Prisma.sql`
    SELECT dnc_status AS "dncStatus",
           dnc_status NOT IN ('', 'not_found') AND EXISTS (
             SELECT FROM phone_reveal r WHERE r.phone_id = phone.id AND r.workspace_id = ${workspaceId}
                AND r.user_id = ${userId} AND r.revealed_at > now() - make_interval(hours => ${OPEN_FOR_HOURS})) AS "isOpen"
      FROM person_phone phone WHERE phone.person_id = person.id AND phone.number = person.primary_phone`;
}

async function countPeople(where: Prisma.Sql): Promise<number | null> {
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM person WHERE ${where} LIMIT ${COUNT_MAX + 1}) AS bounded`;
  return counted && counted.count <= COUNT_MAX ? counted.count : null;
}

export function conditions(workspaceId: string, { q, phones }: PeopleFilters): Prisma.Sql {
  const parts = [Prisma.sql`workspace_id = ${workspaceId}`];
  if (phones) parts.push(Prisma.sql`phone_state = ${phones}`);
  for (const word of q?.toLowerCase().split(/\s+/).filter(Boolean) ?? []) {
    const escaped = word.replace(/[\\%_]/g, "\\$&");
    parts.push(
      word.length < TRIGRAM_MIN
        ? Prisma.sql`(search LIKE ${`${escaped}%`} OR search LIKE ${`% ${escaped}%`})`
        : Prisma.sql`search LIKE ${`%${escaped}%`}`,
    );
  }
  return Prisma.join(parts, " AND ");
}
