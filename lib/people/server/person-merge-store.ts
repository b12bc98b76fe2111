import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { PersonRecord } from "@/lib/people/record";

const ids = z.array(z.string());
const Row = z.looseObject({ id: z.string() });
export type Row = z.infer<typeof Row>;

/** The record that went, as its rows stood. */
export const Absorbed = z.object({
  person: z.looseObject({ id: z.string(), apolloId: z.string(), fullName: z.string() }),
  emails: z.array(Row),
  phones: z.array(Row),
  identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  tags: z.array(z.looseObject({ tagId: z.string() })),
  lists: z.array(z.looseObject({ listId: z.string() })),
});
export type Absorbed = z.infer<typeof Absorbed>;

/** What went over to the survivor, by id. Of tags, lists and identities only what the survivor had not. */
export const Moved = z.object({
  ...{ lookups: ids, notes: ids, tasks: ids, observations: ids, emails: ids, phones: ids, tags: ids, lists: ids },
  identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  /** Openings of a number that both had, with the number's row that went. */
  reveals: z.array(z.object({ id: z.string(), phoneId: z.string() })),
  /** The survivor had nobody who looks after them, and has now. */
  owner: z.string().nullable(),
  /** How the survivor's own numbers stood. */
  phoneState: z.string(),
});
export type Moved = z.infer<typeof Moved>;

/** Merges into this record that can be undone, the newest first. */
export async function readMerges(tx: Tx, workspaceId: string, survivorId: string): Promise<PersonRecord["merges"]> {
  const rows = await tx.personMerge.findMany({
    where: { workspaceId, survivorId, undoneAt: null },
    orderBy: { mergedAt: "desc" },
    take: 20,
  });
  const members = await tx.user.findMany({
    where: { id: { in: rows.flatMap(({ mergedById }) => mergedById ?? []) } },
    select: { id: true, name: true },
  });
  return rows.map(({ id, absorbed, mergedAt, mergedById }) => ({
    id,
    name: Absorbed.parse(absorbed).person.fullName,
    at: mergedAt.toISOString(),
    by: members.find((member) => member.id === mergedById)?.name ?? null,
  }));
}

/** Holds these records alone: nothing comes to refer to them until the transaction ends. Throws `not_found`. */
export async function holdAlone(tx: Tx, workspaceId: string, personIds: readonly string[]): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM person WHERE workspace_id = ${workspaceId} AND id = ANY (${[...personIds]}) ORDER BY id FOR UPDATE`;
  if (held.length < new Set(personIds).size) throw new AppError("not_found", "a record is not there");
}
