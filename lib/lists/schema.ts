import * as z from "zod/mini";
import { PeopleSelection } from "@/lib/people/filters";

const LIST_NAME_MAX = 80;
const LISTS_AT_ONCE_MAX = 20;

const id = z.string().check(z.maxLength(64));
const name = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, "Give it a name."),
    z.maxLength(LIST_NAME_MAX, `At most ${String(LIST_NAME_MAX)} characters.`),
    z.regex(/^[^\p{Cc}]*$/u, "Without line breaks."),
  );
const ids = z._default(z.array(id).check(z.maxLength(LISTS_AT_ONCE_MAX)), []);

export const ListDto = z.object({
  id,
  name: z.string(),
  /** How many people are in it: null beyond 10,000. */
  people: z.nullable(z.number()),
  /** Null: whoever made it has left. */
  owner: z.nullable(z.string()),
  isMine: z.boolean(),
  isShared: z.boolean(),
  /** Rename, share, delete, and take people out. */
  mayChange: z.boolean(),
  mayAdd: z.boolean(),
  updatedAt: z.iso.datetime(),
});
export type ListDto = z.infer<typeof ListDto>;

export const ListOverview = z.object({
  lists: z.array(ListDto),
  /** The list to which whom the viewer looks up is added. */
  arrivalsListId: z.nullable(id),
});
export type ListOverview = z.infer<typeof ListOverview>;

export const PersonListDto = z.object({ id, name: z.string(), isShared: z.boolean(), mayChange: z.boolean() });
export type PersonListDto = z.infer<typeof PersonListDto>;
export const PersonLists = z.array(PersonListDto);

export const CreateListInput = z.object({ name, isShared: z._default(z.boolean(), false) });
export type CreateListInput = z.infer<typeof CreateListInput>;

export const RenameListInput = z.object({ id, name });
export type RenameListInput = z.infer<typeof RenameListInput>;

export const ShareListInput = z.object({ id, isShared: z.boolean() });
export type ShareListInput = z.infer<typeof ShareListInput>;

export const DeleteListInput = z.object({ id });
export type DeleteListInput = z.infer<typeof DeleteListInput>;

export const RegroupPeopleInput = z.object({ selection: PeopleSelection, add: ids, remove: ids });
export type RegroupPeopleInput = z.infer<typeof RegroupPeopleInput>;

export const SetArrivalsListInput = z.object({ listId: z.nullable(id) });
export type SetArrivalsListInput = z.infer<typeof SetArrivalsListInput>;
