import "server-only";
import { coverNumber } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import { isDoNotCall } from "@/lib/people/person";
import type { PersonSummaryDto } from "@/lib/people/schema";
import { formatPhone } from "@/lib/people/server/format-phone";
import type { Position } from "@/lib/people/server/people-order";
import { OPEN_FOR_HOURS } from "@/lib/people/server/phone-reveal-store";
import { placeOf } from "@/lib/people/server/place-of";

type Made = "name" | "location" | "updatedAt" | "enrichedAt" | "jobChangedAt" | "phonesAskedAt" | "owner";

export type SummaryRow = Omit<PersonSummaryDto, Made | "primaryPhoneFormatted" | "isDoNotCall"> & {
  fullName: string;
  city: string | null;
  state: string | null;
  ownerId: string | null;
  ownerName: string | null;
  /** Of the primary phone. */
  dncStatus: string | null;
  /** Whether the viewer may read it though it is on a do-not-call list. */
  isOpen: boolean;
  observedAt: Date;
  updatedAt: Date;
  jobChangedAt: Date | null;
  phonesAskedAt: Date | null;
};

/** What a list shows of these people of the viewer's workspace, in the order of the ids: one statement, however many. */
export function summariesOf(viewer: Viewer, ids: readonly string[]): Prisma.Sql {
  return summariesOfThese(
    viewer,
    Prisma.sql`(SELECT id, place, NULL AS key FROM unnest(${[...ids]}::text[]) WITH ORDINALITY AS given (id, place))`,
  );
}

/** The same of whom `wanted` finds: a table of `id`, `place` and `key`. */
function summariesOfThese(viewer: Viewer, wanted: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT wanted.key, p.id, p.full_name AS "fullName", p.title, p.company_id AS "companyId", p.company_name AS "companyName",
           p.company_domain AS "companyDomain", p.city, p.state, p.country, p.seniority, p.primary_email AS "primaryEmail",
           p.email_status AS "emailStatus", p.primary_phone AS "primaryPhone", first."dncStatus",
           coalesce(first."isOpen", false) AS "isOpen", p.phone_type AS "phoneType", p.phone_state AS "phoneState",
           asked."phonesAskedAt", coalesce(tagged.tags, '[]') AS tags, o.id AS "ownerId", o.name AS "ownerName",
           asked.credits, p.observed_at AS "observedAt", p.job_changed_at AS "jobChangedAt",
           p.former_company AS "formerCompany", p.updated_at AS "updatedAt"
      FROM ${wanted} AS wanted
      JOIN person p ON p.id = wanted.id AND p.workspace_id = ${viewer.workspaceId}
      LEFT JOIN "user" o ON o.id = p.owner_id
      LEFT JOIN LATERAL (${firstPhone(viewer)}) AS first ON true
      LEFT JOIN LATERAL (${lookupsOfThem(viewer)}) AS asked ON true
      LEFT JOIN LATERAL (${TAGS}) AS tagged ON true
     ORDER BY wanted.place`;
}

/** What the number that stands first says of itself. Its columns bear no name that a person's bear. */
function firstPhone({ workspaceId, userId }: Viewer): Prisma.Sql {
  return Prisma.sql`
    SELECT dnc_status AS "dncStatus",
           dnc_status NOT IN ('', 'not_found') AND EXISTS (
             SELECT FROM phone_reveal r WHERE r.phone_id = phone.id AND r.workspace_id = ${workspaceId}
                AND r.user_id = ${userId} AND r.revealed_at > now() - make_interval(hours => ${OPEN_FOR_HOURS})) AS "isOpen"
      FROM person_phone phone WHERE phone.person_id = p.id AND phone.number = p.primary_phone`;
}

/** What was charged for the lookups that the viewer may see, and when the phones that are awaited were asked for, by whomever. */
function lookupsOfThem({ role, userId, workspaceId }: Viewer): Prisma.Sql {
  const seen = role === "rep" ? Prisma.sql`l.user_id = ${userId}` : Prisma.sql`true`;
  return Prisma.sql`
    SELECT trim_scale(coalesce(sum(l.credits_charged) FILTER (WHERE ${seen}), 0))::text AS credits,
           max(l.created_at) FILTER (WHERE p.phone_state IN ('waiting', 'late') AND l.phone_state IN ('waiting', 'late'))
             AS "phonesAskedAt"
      FROM lookup l WHERE l.workspace_id = ${workspaceId} AND l.person_id = p.id`;
}

const TAGS = Prisma.sql`
  SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'colour', t.colour) ORDER BY t.key) AS tags
    FROM person_tag g JOIN tag t ON t.id = g.tag_id WHERE g.person_id = p.id`;

const nameOf = ({ role }: Viewer): string => `summaries-${role === "rep" ? "own" : "all"}`;

/** What a list shows of these people, in the order of the ids. Whoever is gone by now is left out. */
export async function readSummaries(viewer: Viewer, ids: readonly string[]): Promise<PersonSummaryDto[]> {
  if (ids.length === 0) return [];
  const rows = await readRows<SummaryRow>(summariesOf(viewer, ids), nameOf(viewer));
  return rows.map(toSummary);
}

type FoundRow = SummaryRow & Position;

/** The same of the next people of an order, found and read in one statement; with where each stands in it. */
export async function readFoundSummaries(
  viewer: Viewer,
  { sql, name }: { sql: Prisma.Sql; name: string },
): Promise<FoundRow[]> {
  const wanted = Prisma.sql`(SELECT found.id, found.key, row_number() OVER () AS place FROM (${sql}) AS found)`;
  return readRows<FoundRow>(summariesOfThese(viewer, wanted), `${nameOf(viewer)}-${name}`);
}

export function toSummary(row: SummaryRow): PersonSummaryDto {
  const isListed = isDoNotCall(row.dncStatus);
  const shown = isListed && !row.isOpen ? coverNumber : (text: string) => text;
  const { id, title, companyId, companyName, companyDomain, country, seniority, primaryEmail, emailStatus } = row;
  const { primaryPhone, phoneType, phoneState, tags, credits, formerCompany, ownerId, ownerName } = row;
  return {
    ...{ id, title, companyId, companyName, companyDomain, country, seniority, primaryEmail, emailStatus },
    ...{ phoneType, phoneState, tags, credits, formerCompany },
    name: row.fullName,
    location: placeOf(row),
    primaryPhone: primaryPhone && shown(primaryPhone),
    primaryPhoneFormatted: primaryPhone && shown(formatPhone(primaryPhone)),
    isDoNotCall: isListed,
    phonesAskedAt: row.phonesAskedAt?.toISOString() ?? null,
    owner: ownerId !== null && ownerName !== null ? { id: ownerId, name: ownerName } : null,
    enrichedAt: row.observedAt.toISOString(),
    jobChangedAt: row.jobChangedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}
