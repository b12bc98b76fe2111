import * as z from "zod/mini";

/** The tables that can be kept as somebody left them. */
export const VIEW_SCREENS = ["people", "history", "companies"] as const;

export const VIEW_NAME_MAX = 60;
/** Of one screen, that one member sees as their own. */
export const VIEWS_MAX = 50;

const Id = z.string().check(z.maxLength(64));
const Name = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, "Give the view a name."),
    z.maxLength(VIEW_NAME_MAX, `At most ${String(VIEW_NAME_MAX)} characters.`),
  );
/** Filters, sort, columns and density as the address holds them, without the question mark. */
const Query = z.string().check(z.maxLength(2000, "This view is too long to be kept."));

export const SavedViewDto = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  ownerName: z.string(),
  /** Whether the viewer may rename, update, share or delete it. */
  mayChange: z.boolean(),
});
export type SavedViewDto = z.infer<typeof SavedViewDto>;

/** Shared ones first, each group in its order. */
export const SavedViewList = z.object({ views: z.array(SavedViewDto), maySave: z.boolean() });
export type SavedViewList = z.infer<typeof SavedViewList>;

export const ViewFilters = z.object({ screen: z.enum(VIEW_SCREENS) });
export type ViewFilters = z.infer<typeof ViewFilters>;

export const SaveViewInput = z.object({
  screen: z.enum(VIEW_SCREENS),
  name: Name,
  query: Query,
  isShared: z.boolean(),
});
export type SaveViewInput = z.infer<typeof SaveViewInput>;

export const ChangeViewInput = z.object({
  id: Id,
  name: z.optional(Name),
  query: z.optional(Query),
  isShared: z.optional(z.boolean()),
});
export type ChangeViewInput = z.infer<typeof ChangeViewInput>;

export const ViewRef = z.object({ id: Id });
export type ViewRef = z.infer<typeof ViewRef>;

/** One place to the left or to the right among the views of its kind. */
export const MoveViewInput = z.object({ id: Id, to: z.enum(["left", "right"]) });
export type MoveViewInput = z.infer<typeof MoveViewInput>;
