import "server-only";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";

type Identity = { workspaceId: string; apolloId: string; observedAt: Date };

/** What the name column says until a name is known. Never a value in a merge. */
export const NAME_UNKNOWN = "Name not given";

const WITH_VALUES = { emails: true, phones: true } as const;
const TRIES_MAX = 5;

/**
 * Makes the person if this workspace does not know them, and holds their row until the transaction ends, so that
 * concurrent merges of one person follow each other. Returns the row with its addresses and numbers. Whoever was merged
 * into somebody else is that somebody.
 */
export async function lockPerson(tx: Tx, identity: Identity) {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const id = (await holdOwn(tx, identity)) ?? (await holdSurvivor(tx, identity));
    if (id !== null) return readPerson(tx, id);
    await makePerson(tx, identity);
  }
  throw new Error("a person's record came and went");
}

/** Holds the row of a person who is there, or throws `not_found`. */
export async function lockPersonById(tx: Tx, { workspaceId, id }: { workspaceId: string; id: string }) {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM person WHERE workspace_id = ${workspaceId} AND id = ${id} FOR NO KEY UPDATE`;
  if (held.length === 0) throw new AppError("not_found", `person ${id}`);
  return readPerson(tx, id);
}

function readPerson(tx: Tx, id: string) {
  return tx.person.findUniqueOrThrow({ where: { id }, include: WITH_VALUES });
}

/** Null where there is none to hold. */
async function holdOwn(tx: Tx, { workspaceId, apolloId }: Identity): Promise<string | null> {
  const [held] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM person WHERE workspace_id = ${workspaceId} AND apollo_id = ${apolloId} FOR NO KEY UPDATE`;
  return held?.id ?? null;
}

/** Who took the record in of whom the provider speaks. While this waits for the row, the two may be parted again. */
async function holdSurvivor(tx: Tx, identity: Identity): Promise<string | null> {
  const { workspaceId, apolloId } = identity;
  const [held] = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM person_identity i JOIN person p ON p.id = i.person_id
     WHERE i.workspace_id = ${workspaceId} AND i.kind = 'apollo' AND i.value = ${apolloId} FOR NO KEY UPDATE OF p`;
  return held ? ((await holdOwn(tx, identity)) ?? held.id) : null;
}

/** Someone else may make them at the same moment. */
async function makePerson(tx: Tx, { workspaceId, apolloId, observedAt }: Identity): Promise<void> {
  const nothing = { fullName: NAME_UNKNOWN, departments: [], employment: [], search: "" };
  await tx.person.createMany({
    data: [{ id: newId("person"), workspaceId, apolloId, ...nothing, observedAt }],
    skipDuplicates: true,
  });
}

export type LockedPerson = Awaited<ReturnType<typeof lockPerson>>;
