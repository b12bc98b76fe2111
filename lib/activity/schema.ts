import * as z from "zod/mini";

/** What a person's activity can be narrowed to. Reveals are for admins and reviewers. */
export const ACTIVITY_KINDS = ["lookup", "delivery", "edit", "merge", "note", "task", "reveal"] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const ACTIVITY_PAGE_SIZE = 25;

const text = z.nullable(z.string());
const of = <Kind extends ActivityKind, Detail extends z.core.$ZodLooseShape>(kind: Kind, detail: Detail) =>
  z.object({
    kind: z.literal(kind),
    /** Of the record it tells of: a lookup's, a delivery's, … */
    id: z.string(),
    at: z.iso.datetime(),
    who: z.nullable(z.object({ id: z.string(), name: z.string() })),
    ...detail,
  });

export const ActivityEvent = z.discriminatedUnion("kind", [
  of("lookup", { outcome: z.string(), credits: z.string(), from: z.string(), source: z.string() }),
  of("delivery", { brought: text, via: z.string() }),
  of("edit", { fields: z.array(z.string()), isUndone: z.boolean() }),
  of("merge", { isUndone: z.boolean() }),
  /** The beginning of it, with do-not-call numbers covered. */
  of("note", { excerpt: z.string() }),
  of("task", { title: z.string(), step: z.enum(["added", "done"]) }),
  of("reveal", { reason: z.string() }),
]);
export type ActivityEvent = z.infer<typeof ActivityEvent>;

export const ActivityPage = z.object({
  events: z.array(ActivityEvent),
  nextCursor: z.nullable(z.string()),
  /** What the viewer may narrow it to. */
  kinds: z.array(z.enum(ACTIVITY_KINDS)),
});
export type ActivityPage = z.infer<typeof ActivityPage>;

export const ActivityFilters = z.object({
  person: z.string().check(z.maxLength(64)),
  kind: z.optional(z.enum(ACTIVITY_KINDS)),
  cursor: z.optional(z.string().check(z.maxLength(120))),
});
export type ActivityFilters = z.infer<typeof ActivityFilters>;
