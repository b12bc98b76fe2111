import * as z from "zod/mini";

export const ERASURE_STATES = ["erasing", "done"] as const;

/** What an erasure removes, each counted. */
export const ERASED_KINDS = [
  "people",
  "emails",
  "phones",
  "tags",
  "lists",
  "notes",
  "tasks",
  "runRows",
  "lookups",
  "calls",
  "deliveries",
  "suppressions",
] as const;
export type ErasedKind = (typeof ERASED_KINDS)[number];

/** Typed by whoever erases somebody. */
export const ERASE_WORD = "ERASE";

/** People whom one erasure may name: the records that the provider keeps of one person. */
export const RECORDS_MAX = 20;

const id = z.string().check(z.maxLength(64));
const count = z.number();

export const FindHeldInput = z.object({
  /** An address, a profile, a number, an Apollo ID or a name. */
  text: z.optional(z.string().check(z.maxLength(500))),
  personId: z.optional(id),
});
export type FindHeldInput = z.infer<typeof FindHeldInput>;

/** All that is held on one person. */
export const HeldDto = z.object({
  personId: id,
  name: z.string(),
  title: z.nullable(z.string()),
  company: z.nullable(z.string()),
  emails: count,
  phones: count,
  /** Tags they have, and lists they are in, whoever's. */
  tags: count,
  lists: count,
  notes: count,
  tasks: count,
  /** Rows of uploaded files. */
  runRows: count,
  lookups: count,
  deliveries: count,
  /** Lines of the audit that name the record by its number. They stay. */
  audit: count,
  /** Calls whose phones or answers are still to come. */
  underWay: count,
});
export type HeldDto = z.infer<typeof HeldDto>;

export const Held = z.object({
  people: z.array(HeldDto),
  /** Nobody is held under what was typed, but it was asked for: how often. Null where it is no address, profile, number or id. */
  asked: z.nullable(count),
});
export type Held = z.infer<typeof Held>;

export const RequestErasureInput = z.object({
  personIds: z._default(z.array(id).check(z.maxLength(RECORDS_MAX)), []),
  /** Whom nothing is held on but that they were asked for. */
  text: z.optional(z.string().check(z.maxLength(500))),
  confirmation: z.string().check(z.maxLength(20)),
});
export type RequestErasureInput = z.infer<typeof RequestErasureInput>;

export const ErasureDto = z.object({
  id,
  state: z.enum(ERASURE_STATES),
  requestedBy: z.nullable(z.string()),
  requestedAt: z.iso.datetime(),
  finishedAt: z.nullable(z.iso.datetime()),
  counts: z.record(z.enum(ERASED_KINDS), count),
});
export type ErasureDto = z.infer<typeof ErasureDto>;

export const ERASURES_PAGE_SIZE = 50;
export const ErasureFilters = z.object({ cursor: z.optional(z.string().check(z.maxLength(120))) });
export type ErasureFilters = z.infer<typeof ErasureFilters>;
export const ErasurePage = z.object({ erasures: z.array(ErasureDto), nextCursor: z.nullable(z.string()) });
export type ErasurePage = z.infer<typeof ErasurePage>;
