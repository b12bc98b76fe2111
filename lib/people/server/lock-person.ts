import "server-only";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";

type Identity = { apolloId: string; observedAt: Date };

/** What the name column says until a name is known. Never a value in a merge. */
export const NAME_UNKNOWN = "Name not given";

const WITH_VALUES = { emails: true, phones: true } as const;
const TRIES_MAX = 5;

/** The same of one. */
export async function lockPerson(tx: Tx, { workspaceId, ...identity }: Identity & { workspaceId: string }) {
  const person = (await lockPeople(tx, workspaceId, [identity])).get(identity.apolloId);
  if (!person) throw new Error("a person's record came and went");
  return person;
}

/**
 * Makes those people whom this workspace does not know, and holds their rows until the transaction ends, so that
 * concurrent merges of one person follow each other. Returns the rows with their addresses and numbers, by the provider's
 * id. Whoever was merged into somebody else is that somebody. All rows are held in one order, those that had to be made with
 * them, so that no two sets wait for each other.
 */
export async function lockPeople(tx: Tx, workspaceId: string, identities: readonly Identity[]) {
  const observed = new Map(identities.map(({ apolloId, observedAt }) => [apolloId, observedAt]));
  const apolloIds = [...observed.keys()];
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { held, known } = await holdPeople(tx, workspaceId, apolloIds);
    if (held.size === apolloIds.length) return readHeld(tx, held);
    await makePeople(
      tx,
      workspaceId,
      [...observed].filter(([apolloId]) => !known.has(apolloId)),
    );
  }
  throw new Error("people's records came and went");
}

/** Holds the row of a person who is there, or throws `not_found`. */
export async function lockPersonById(tx: Tx, { workspaceId, id }: { workspaceId: string; id: string }) {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM person WHERE workspace_id = ${workspaceId} AND id = ${id} FOR NO KEY UPDATE`;
  if (held.length === 0) throw new AppError("not_found", `person ${id}`);
  return readPerson(tx, id);
}

/** Rows that are held already, as they stand now. */
export function rereadPeople(tx: Tx, ids: readonly string[]) {
  return tx.person.findMany({ where: { id: { in: [...ids] } }, include: WITH_VALUES });
}

function readPerson(tx: Tx, id: string) {
  return tx.person.findUniqueOrThrow({ where: { id }, include: WITH_VALUES });
}

async function readHeld(tx: Tx, held: ReadonlyMap<string, string>) {
  const rows = new Map((await rereadPeople(tx, [...new Set(held.values())])).map((row) => [row.id, row]));
  return new Map(
    [...held].flatMap(([apolloId, id]) => {
      const row = rows.get(id);
      return row ? [[apolloId, row] as const] : [];
    }),
  );
}

/**
 * The provider's id → our person: their own row or, where there is none, that of who took it in. While this waits for a row,
 * the two may be parted again: then the person is their own.
 */
async function holdPeople(tx: Tx, workspaceId: string, apolloIds: readonly string[]) {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM person p
     WHERE p.workspace_id = ${workspaceId}
       AND (p.apollo_id = ANY (${apolloIds})
            OR p.id = ANY (ARRAY(SELECT i.person_id FROM person_identity i
                                  WHERE i.workspace_id = ${workspaceId} AND i.kind = 'apollo' AND i.value = ANY (${apolloIds}))))
     ORDER BY p.id FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw<{ apolloId: string; id: string }[]>`
    SELECT DISTINCT ON ("apolloId") "apolloId", id
      FROM (SELECT apollo_id AS "apolloId", id, true AS is_own FROM person
             WHERE workspace_id = ${workspaceId} AND apollo_id = ANY (${apolloIds})
             UNION ALL
            SELECT value, person_id, false FROM person_identity
             WHERE workspace_id = ${workspaceId} AND kind = 'apollo' AND value = ANY (${apolloIds})) AS known
     ORDER BY "apolloId", is_own DESC, id`;
  const isLocked = new Set(locked.map(({ id }) => id));
  return {
    held: new Map(rows.flatMap(({ apolloId, id }) => (isLocked.has(id) ? [[apolloId, id] as const] : []))),
    /** Those that came in between among them: to be held in the next round. */
    known: new Set(rows.map(({ apolloId }) => apolloId)),
  };
}

/** Someone else may make them at the same moment: in one order for everybody. */
async function makePeople(tx: Tx, workspaceId: string, missing: readonly [string, Date][]): Promise<void> {
  const rows = missing.map(([apolloId, observedAt]) => ({ id: newId("person"), apolloId, observedAt }));
  await tx.$executeRaw`
    INSERT INTO person (id, workspace_id, apollo_id, full_name, departments, employment, search, observed_at, updated_at)
    SELECT id, ${workspaceId}, "apolloId", ${NAME_UNKNOWN}, '{}', '[]', '', "observedAt", clock_timestamp()
      FROM jsonb_to_recordset(${asRows(rows)}) AS g (id text, "apolloId" text, "observedAt" timestamptz)
     ORDER BY "apolloId"
    ON CONFLICT DO NOTHING`;
}

export type LockedPerson = Awaited<ReturnType<typeof lockPerson>>;
