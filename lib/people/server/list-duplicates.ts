import "server-only";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { DUPLICATES_PAGE_SIZE, type DuplicateFilters, type DuplicatePage } from "@/lib/people/duplicates";
import { describeShared, listPairs, type Pair } from "@/lib/people/server/find-duplicates";

const Key = z.object({ kind: z.string(), value: z.string(), aId: z.string(), bId: z.string() });

/** Any member: records that may be of one person, two by two, paged by keyset. */
export async function listDuplicates(viewer: Viewer, { cursor }: DuplicateFilters): Promise<DuplicatePage> {
  const { workspaceId } = viewer;
  const pairs = await listPairs(db, workspaceId, { after: readKey(cursor), limit: DUPLICATES_PAGE_SIZE + 1 });
  const page = pairs.slice(0, DUPLICATES_PAGE_SIZE);
  const last = pairs.length > DUPLICATES_PAGE_SIZE ? page.at(-1) : undefined;
  const sides = await readSides(
    workspaceId,
    page.flatMap(({ aId, bId }) => [aId, bId]),
  );
  return {
    pairs: page.flatMap(({ aId, bId, ...shared }) => {
      const [a, b] = [sides.get(aId), sides.get(bId)];
      return a && b ? [{ a, b, shared: describeShared(shared) }] : [];
    }),
    nextCursor: last ? writeKey(last) : null,
    mayMerge: viewer.role !== "reviewer",
  };
}

export type Side = DuplicatePage["pairs"][number]["a"];

export async function readSides(workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Side>> {
  const people = await db.person.findMany({
    where: { workspaceId, id: { in: [...new Set(ids)] } },
    select: { id: true, fullName: true, title: true, companyName: true, primaryEmail: true, updatedAt: true },
  });
  return new Map(
    people.map(({ id, fullName, title, companyName, primaryEmail, updatedAt }) => [
      id,
      { id, name: fullName, title, company: companyName, email: primaryEmail, updatedAt: updatedAt.toISOString() },
    ]),
  );
}

const writeKey = ({ kind, value, aId, bId }: Pair) =>
  Buffer.from(JSON.stringify({ kind, value, aId, bId })).toString("base64url");

/** Null for a cursor that is none: the first page. */
function readKey(cursor: string | undefined): Pair | null {
  if (cursor === undefined) return null;
  try {
    return Key.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return null;
  }
}
