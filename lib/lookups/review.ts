import * as z from "zod/mini";

const COMMENT_MAX = 2000;
const id = z.string().check(z.maxLength(64));

export const MarkReviewedInput = z.object({ lookupId: id, isReviewed: z.boolean() });
export type MarkReviewedInput = z.infer<typeof MarkReviewedInput>;

export const CommentLookupInput = z.object({
  lookupId: id,
  body: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Write something first."),
      z.maxLength(COMMENT_MAX, `At most ${String(COMMENT_MAX)} characters.`),
    ),
});
export type CommentLookupInput = z.infer<typeof CommentLookupInput>;

export const LookupCommentRef = z.object({ id });

export const LookupCommentDto = z.object({
  id: z.string(),
  /** Null where the member is gone. */
  by: z.nullable(z.string()),
  body: z.string(),
  at: z.iso.datetime(),
  /** The viewer wrote it, and may take it back. */
  isOwn: z.boolean(),
});
export type LookupCommentDto = z.infer<typeof LookupCommentDto>;

/** Where a lookup stands in a view of History. */
export const LookupPlace = z.object({
  newerId: z.nullable(z.string()),
  olderId: z.nullable(z.string()),
  /** From 1; null where it stands too far down to be counted, or is not in the view. */
  position: z.nullable(z.number()),
  /** For who reviews: where to go on, and how many are left; null: more than are counted. */
  review: z.nullable(z.object({ nextId: z.nullable(z.string()), left: z.nullable(z.number()) })),
});
export type LookupPlace = z.infer<typeof LookupPlace>;
