import * as z from "zod/mini";

const text = z.nullable(z.string());

export const KEPT_BY = ["policy", "human"] as const;

/** One field that a lookup's word differs in from what was known before it. */
export const LookupChange = z.object({
  key: z.string(),
  label: z.string(),
  before: text,
  after: text,
  /** Whether it stands in the record as far as this lookup goes. */
  isTaken: z.boolean(),
  /** Why it was not taken, where no member left it out: the workspace's policy, or a member's own word. */
  keptBy: z.nullable(z.enum(KEPT_BY)),
});
export type LookupChange = z.infer<typeof LookupChange>;

const PlainChange = z.object({ key: z.string(), label: z.string(), before: text, after: text });

/** What one lookup changed in its person's record. */
export const LookupChanges = z.object({
  personId: text,
  /** Nothing was known before. */
  isFirst: z.boolean(),
  changes: z.array(LookupChange),
  /** When it was taken back, and by whom. */
  undoneAt: z.nullable(z.iso.datetime()),
  undoneBy: text,
  /** What would be different if it were taken back now, or put back. */
  effect: z.array(PlainChange),
  /** There is a word of its own to take back. */
  canUndo: z.boolean(),
  /** The viewer may. */
  mayChange: z.boolean(),
});
export type LookupChanges = z.infer<typeof LookupChanges>;

const id = z.string().check(z.maxLength(64));

export const UNDO_MAX = 100;

export const UndoLookupInput = z.object({
  lookupIds: z.array(id).check(z.minLength(1), z.maxLength(UNDO_MAX)),
  /** False: puts back what was taken back. */
  isUndone: z.boolean(),
});
export type UndoLookupInput = z.infer<typeof UndoLookupInput>;

export const TakeFieldInput = z.object({ lookupId: id, key: z.string().check(z.maxLength(400)), isTaken: z.boolean() });
export type TakeFieldInput = z.infer<typeof TakeFieldInput>;
