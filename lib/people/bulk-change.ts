import * as z from "zod/mini";
import { PeopleSelection } from "@/lib/people/filters";

const id = z.string().check(z.maxLength(64));

/** What was done to many people at once: how many it changed, and by what it is taken back (null where it changed nothing). */
export type BulkChanged = { changed: number; changeId: string | null };

/** How long a bulk change can be taken back. */
export const UNDO_FOR_HOURS = 24;

export const UndoChangeInput = z.object({ changeId: id });
export type UndoChangeInput = z.infer<typeof UndoChangeInput>;

export const AssignOwnerInput = z.object({
  selection: PeopleSelection,
  /** Null: nobody looks after them any more. */
  ownerId: z.nullable(id),
});
export type AssignOwnerInput = z.infer<typeof AssignOwnerInput>;
