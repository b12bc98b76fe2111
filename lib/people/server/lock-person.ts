import "server-only";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

type Identity = { workspaceId: string; apolloId: string; observedAt: Date };

/** What the name column says until a name is known. Never a value in a merge. */
export const NAME_UNKNOWN = "Name not given";

/**
 * Makes the person if this workspace does not know them, and holds their row until the transaction ends, so that
 * concurrent merges of one person follow each other. Returns the row with its addresses and numbers.
 */
export async function lockPerson(tx: Tx, identity: Identity) {
  const { workspaceId, apolloId } = identity;
  if (!(await holdRow(tx, identity))) {
    await makePerson(tx, identity);
    await holdRow(tx, identity);
  }
  return tx.person.findUniqueOrThrow({
    where: { workspaceId_apolloId: { workspaceId, apolloId } },
    include: { emails: true, phones: true },
  });
}

/** False where there is none to hold. */
async function holdRow(tx: Tx, { workspaceId, apolloId }: Identity): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM person WHERE workspace_id = ${workspaceId} AND apollo_id = ${apolloId} FOR NO KEY UPDATE`;
  return held.length === 1;
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
