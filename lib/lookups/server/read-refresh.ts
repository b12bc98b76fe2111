import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import type { LookupOptions } from "@/lib/lookups/lookup";
import { REFRESH_MAX, type RefreshWish } from "@/lib/lookups/refresh";
import { findAnswerInStore } from "@/lib/lookups/server/find-answer-in-store";
import { findBar } from "@/lib/lookups/server/find-bar";
import { readOptions } from "@/lib/lookups/server/request-lookup";
import type { PeopleSelection } from "@/lib/people/filters";
import { selectPeople } from "@/lib/people/server/select-people";

/** Whom a selection means, in its order; null where they are more than one refresh takes. */
export async function readSelected(viewer: Viewer, selection: PeopleSelection): Promise<string[] | null> {
  const ids: string[] = [];
  for await (const lot of selectPeople(viewer, selection)) {
    ids.push(...lot);
    if (ids.length > REFRESH_MAX) return null;
  }
  return ids;
}

export type Refreshed = { apolloId: string; name: string; standing: "fresh" | "suppressed" | "to_send" };

/** What would become of each: nothing is asked for twice within the fresh days unless that is wished. */
export async function judgeRefresh(
  tx: Tx,
  workspaceId: string,
  { ids, wish }: { ids: readonly string[]; wish: RefreshWish },
): Promise<Refreshed[]> {
  const options = readOptions(wish);
  const people = await tx.person.findMany({
    where: { workspaceId, id: { in: [...ids] } },
    select: { id: true, apolloId: true, fullName: true },
  });
  const judged: Refreshed[] = [];
  for (const id of ids) {
    const person = people.find((one) => one.id === id);
    if (!person) continue;
    const { apolloId, fullName: name } = person;
    const standing = await standingOf(tx, workspaceId, { apolloId, options, wish });
    judged.push({ apolloId, name, standing });
  }
  return judged;
}

type Asked = { apolloId: string; options: LookupOptions; wish: RefreshWish };

async function standingOf(
  tx: Tx,
  workspaceId: string,
  { apolloId, options, wish }: Asked,
): Promise<Refreshed["standing"]> {
  const identity = { apolloId };
  const { bar } = await findBar(tx, workspaceId, { identity });
  if (bar) return "suppressed";
  if (wish.includesFresh) return "to_send";
  const answer = await findAnswerInStore(tx, workspaceId, { identity, options });
  return answer?.holding.missing.length === 0 ? "fresh" : "to_send";
}
