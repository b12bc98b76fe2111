import * as z from "zod/mini";
import { PeopleSelection } from "@/lib/people/filters";
import { TAG_COLOURS, TAG_NAME_MAX, TAGS_AT_ONCE_MAX } from "@/lib/tags/tag";

const id = z.string().check(z.maxLength(64));
const name = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, "Give it a name."),
    z.maxLength(TAG_NAME_MAX, `At most ${String(TAG_NAME_MAX)} characters.`),
    z.regex(/^[^\p{Cc}]*$/u, "Without line breaks."),
  );
const ids = z._default(z.array(id).check(z.maxLength(TAGS_AT_ONCE_MAX)), []);

export const TagDto = z.object({ id, name: z.string(), colour: z.enum(TAG_COLOURS) });
export type TagDto = z.infer<typeof TagDto>;

/** With how many people have it: null beyond 10,000. */
export const CountedTagDto = z.extend(TagDto, { people: z.nullable(z.number()) });
export type CountedTagDto = z.infer<typeof CountedTagDto>;

export const TagList = z.array(CountedTagDto);
export const PersonTags = z.array(TagDto);

export const CreateTagInput = z.object({ name, colour: z._default(z.enum(TAG_COLOURS), "grey") });
export type CreateTagInput = z.infer<typeof CreateTagInput>;

export const ChangeTagInput = z.object({ id, name: z.optional(name), colour: z.optional(z.enum(TAG_COLOURS)) });
export type ChangeTagInput = z.infer<typeof ChangeTagInput>;

export const MergeTagInput = z.object({ id, intoId: id });
export type MergeTagInput = z.infer<typeof MergeTagInput>;

export const DeleteTagInput = z.object({ id });
export type DeleteTagInput = z.infer<typeof DeleteTagInput>;

export const TagPeopleInput = z.object({ selection: PeopleSelection, add: ids, remove: ids });
export type TagPeopleInput = z.infer<typeof TagPeopleInput>;
