import "server-only";
import type { ActivityKind } from "@/lib/activity/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";

export type EventRow = { kind: string; id: string; at: Date; userId: string | null; detail: unknown };
type Position = { at: Date; id: string } | null;
type Wanted = { personId: string; kinds: readonly ActivityKind[]; after: Position; limit: number };
type Scope = { viewer: Viewer; personId: string };

/** One kind's rows: where they stand, and the columns that say when and which. */
type Source = { from: Prisma.Sql; at: string; id: string; who: string; detail: Prisma.Sql };

/**
 * The newest events of these kinds after a position. Each kind gives its own newest, from its own index, so that a page costs
 * the same however long a person's past is.
 */
export function selectEvents(viewer: Viewer, { personId, kinds, after, limit }: Wanted): Prisma.Sql {
  const sources = kinds.flatMap((kind) => SOURCES[kind]({ viewer, personId }).map((source) => ({ kind, ...source })));
  const parts = sources.map(({ kind, from, at, id, who, detail }) => {
    const [atColumn, idColumn] = [Prisma.raw(at), Prisma.raw(id)];
    const keyset = after ? Prisma.sql`AND (${atColumn}, ${idColumn}) < (${after.at}, ${after.id})` : Prisma.empty;
    return Prisma.sql`(
      SELECT ${kind} AS kind, ${idColumn} AS id, ${atColumn} AS at, ${Prisma.raw(who)} AS "userId", ${detail} AS detail
        FROM ${from} ${keyset} ORDER BY ${atColumn} DESC, ${idColumn} DESC LIMIT ${limit})`;
  });
  return Prisma.sql`SELECT * FROM (${Prisma.join(parts, " UNION ALL ")}) AS event ORDER BY at DESC, id DESC LIMIT ${limit}`;
}

const SOURCES: Record<ActivityKind, (scope: Scope) => Source[]> = {
  lookup: ({ viewer, personId }) => [
    {
      ...{ at: "l.created_at", id: "l.id", who: "l.user_id" },
      from: Prisma.sql`lookup l WHERE ${ownLookups(viewer, personId)}`,
      detail: Prisma.sql`jsonb_build_object('outcome', l.outcome, 'credits', l.credits_charged::text, 'from', l.answered_from,
        'source', l.source)`,
    },
  ],
  delivery: ({ viewer, personId }) => [
    {
      ...{ at: "d.applied_at", id: "d.id", who: "NULL::text" },
      from: Prisma.sql`delivery d WHERE d.workspace_id = ${viewer.workspaceId} AND d.state = 'applied'
         AND d.applied_at IS NOT NULL
         AND d.attempt_id IN (SELECT l.attempt_id FROM lookup l WHERE ${ownLookups(viewer, personId)})`,
      detail: Prisma.sql`jsonb_build_object('brought', d.kind, 'via', d.via)`,
    },
  ],
  edit: ({ viewer, personId }) => [
    {
      ...{ at: "o.created_at", id: "o.id", who: "o.user_id" },
      from: Prisma.sql`person_observation o
        WHERE o.workspace_id = ${viewer.workspaceId} AND o.person_id = ${personId} AND o.kind = 'human'`,
      detail: Prisma.sql`jsonb_build_object('profile', o.profile, 'emails', o.emails, 'phones', o.phones,
        'isUndone', o.undone_at IS NOT NULL)`,
    },
  ],
  merge: ({ viewer, personId }) => [
    {
      ...{ at: "m.merged_at", id: "m.id", who: "m.merged_by_id" },
      from: Prisma.sql`person_merge m WHERE m.workspace_id = ${viewer.workspaceId} AND m.survivor_id = ${personId}`,
      detail: Prisma.sql`jsonb_build_object('isUndone', m.undone_at IS NOT NULL)`,
    },
  ],
  note: ({ viewer, personId }) => [
    {
      ...{ at: "n.created_at", id: "n.id", who: "n.author_id" },
      from: Prisma.sql`note n
        WHERE n.workspace_id = ${viewer.workspaceId} AND n.person_id = ${personId} AND n.deleted_at IS NULL`,
      detail: Prisma.sql`jsonb_build_object('body', n.body)`,
    },
  ],
  task: (scope) => [taskSource(scope, "added"), taskSource(scope, "done")],
  reveal: ({ viewer, personId }) => [
    {
      ...{ at: "r.revealed_at", id: "r.id", who: "r.user_id" },
      from: Prisma.sql`phone_reveal r JOIN person_phone p ON p.id = r.phone_id
        WHERE r.workspace_id = ${viewer.workspaceId} AND p.workspace_id = ${viewer.workspaceId}
          AND p.person_id = ${personId}`,
      detail: Prisma.sql`jsonb_build_object('reason', r.reason)`,
    },
  ],
};

function taskSource({ viewer, personId }: Scope, step: "added" | "done"): Source {
  const [at, who] = step === "added" ? ["t.created_at", "t.created_by_id"] : ["t.done_at", "t.done_by_id"];
  return {
    ...{ at, id: "t.id", who },
    from: Prisma.sql`task t WHERE t.workspace_id = ${viewer.workspaceId} AND t.person_id = ${personId}
      AND t.deleted_at IS NULL AND ${Prisma.raw(at)} IS NOT NULL`,
    detail: Prisma.sql`jsonb_build_object('title', t.title, 'step', ${step}::text)`,
  };
}

/** A rep sees their own lookups and what came of those. */
function ownLookups({ workspaceId, userId, role }: Viewer, personId: string): Prisma.Sql {
  const ofPerson = Prisma.sql`l.workspace_id = ${workspaceId} AND l.person_id = ${personId}`;
  return role === "rep" ? Prisma.sql`${ofPerson} AND l.user_id = ${userId}` : ofPerson;
}
