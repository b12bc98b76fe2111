import * as z from "zod/mini";
import { POLICY_FIELDS } from "@/lib/people/field-policy";

const text = z.nullable(z.string());
const id = z.string().check(z.maxLength(64));

export const DUPLICATES_PAGE_SIZE = 25;

const Side = z.object({
  id: z.string(),
  name: z.string(),
  title: text,
  company: text,
  email: text,
  updatedAt: z.iso.datetime(),
});

/** Two records that share a name, and nobody has said that they are two people. */
export const DuplicatePage = z.object({
  pairs: z.array(z.object({ a: Side, b: Side, shared: z.string() })),
  nextCursor: z.nullable(z.string()),
  mayMerge: z.boolean(),
});
export type DuplicatePage = z.infer<typeof DuplicatePage>;

export const DuplicateFilters = z.object({ cursor: z.optional(z.string().check(z.maxLength(600))) });
export type DuplicateFilters = z.infer<typeof DuplicateFilters>;

/** A field in which two records differ. */
export const MergeField = z.object({ field: z.string(), label: z.string(), survivor: text, absorbed: text });
export type MergeField = z.infer<typeof MergeField>;

/** What a merge of two records would come to. */
export const MergePreview = z.object({
  survivor: Side,
  absorbed: Side,
  fields: z.array(MergeField),
  /** The value that stands unless another is chosen. */
  picks: z.record(z.string(), z.enum(["survivor", "absorbed"])),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  /** What moves, in numbers. */
  moves: z.object({
    lookups: z.number(),
    notes: z.number(),
    tasks: z.number(),
    tags: z.number(),
    lists: z.number(),
  }),
});
export type MergePreview = z.infer<typeof MergePreview>;

export const MergePair = z.object({ survivorId: id, absorbedId: id });
export type MergePair = z.infer<typeof MergePair>;

export const MergePeopleInput = z.object({
  survivorId: id,
  absorbedId: id,
  /** Field → whose value is taken. A field without an entry takes the newer one. */
  picks: z._default(z.partialRecord(z.enum(POLICY_FIELDS), z.enum(["survivor", "absorbed"])), {}),
});
export type MergePeopleInput = z.infer<typeof MergePeopleInput>;

export const UndoMergeInput = z.object({ mergeId: id });
export type UndoMergeInput = z.infer<typeof UndoMergeInput>;

export const SayDistinctInput = z.object({ personId: id, otherId: id });
export type SayDistinctInput = z.infer<typeof SayDistinctInput>;
