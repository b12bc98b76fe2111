import * as z from "zod/mini";
import { DELIVERY_KINDS, DELIVERY_STATES, DELIVERY_VIAS, REFUSAL_REASONS } from "@/lib/deliveries/delivery";
import { MATCH_DECISIONS } from "@/lib/lookups/lookup";

const Moment = z.iso.datetime();
const OptionalDay = z.optional(z.iso.date());

export const DeliverySummaryDto = z.object({
  id: z.string(),
  state: z.enum(DELIVERY_STATES),
  kind: z.nullable(z.enum(DELIVERY_KINDS)),
  /** Of a state other than `applied`, or why it touched nobody; in what the program or the parser said. */
  reason: z.nullable(z.string()),
  via: z.enum(DELIVERY_VIAS),
  /** How often this very body came. */
  seen: z.number(),
  bytes: z.number(),
  receivedAt: Moment,
  lastSeenAt: Moment,
  appliedAt: z.nullable(Moment),
  /** When retention removed the body. Its hash and its time stay. */
  bodyRemovedAt: z.nullable(Moment),
  /** Whose call it answers, of those that the viewer may see: the first who asked. */
  lookup: z.nullable(z.object({ id: z.string(), label: z.string(), who: z.string() })),
  person: z.nullable(z.object({ id: z.string(), name: z.string() })),
});
export type DeliverySummaryDto = z.infer<typeof DeliverySummaryDto>;

export const DeliveryPage = z.object({
  deliveries: z.array(DeliverySummaryDto),
  nextCursor: z.nullable(z.string()),
});
export type DeliveryPage = z.infer<typeof DeliveryPage>;

/** A piece of a body. A mark stands for what is no readable text: bytes that are not UTF-8 (`\xFF`), signs without a shape (`U+0000`). */
export const BodyPart = z.object({ text: z.string(), isMark: z.boolean() });
export type BodyPart = z.infer<typeof BodyPart>;

export const BodyDto = z.discriminatedUnion("form", [
  z.object({
    form: z.literal("text"),
    isJson: z.boolean(),
    raw: z.array(BodyPart),
    /** The same on more lines, no figure changed; null for what is not JSON or too deep. */
    indented: z.nullable(z.array(BodyPart)),
    /** How many bytes are no UTF-8. */
    oddBytes: z.number(),
    /** Only the beginning is here. */
    isCut: z.boolean(),
    isMasked: z.boolean(),
    /** Numbers on a do-not-call list are covered until the viewer opens them on the person's page. */
    hidesListed: z.boolean(),
  }),
  z.object({ form: z.literal("hex"), dump: z.string(), isCut: z.boolean() }),
  /** Bytes in which nothing can be masked, for someone who may not see numbers. */
  z.object({ form: z.literal("withheld") }),
  z.object({ form: z.literal("empty") }),
  /** Retention took it. */
  z.object({ form: z.literal("removed"), at: Moment }),
]);
export type BodyDto = z.infer<typeof BodyDto>;

export const DeliveryDto = z.extend(DeliverySummaryDto, {
  sha256: z.string(),
  /** The provider's name for the call, an int64 as text. */
  requestId: z.nullable(z.string()),
  lookups: z.array(z.object({ id: z.string(), label: z.string(), who: z.string() })),
  body: BodyDto,
  mayReplay: z.boolean(),
  mayDownload: z.boolean(),
});
export type DeliveryDto = z.infer<typeof DeliveryDto>;

const Counts = z.object({
  received: z.number(),
  applied: z.number(),
  waiting: z.number(),
  repeats: z.number(),
  mismatch: z.number(),
  quarantined: z.number(),
});
export type DeliveryCounts = z.infer<typeof Counts>;

export const COUNTED_MAX = 10_000;

export const DeliveryFigures = z.object({
  day: Counts,
  week: Counts,
  /** More came than are counted: the figures are of the latest `COUNTED_MAX`. */
  isBounded: z.boolean(),
  /** Of the whole installation, by day of UTC, for admins; null for others. */
  refusals: z.nullable(z.array(z.object({ reason: z.enum(REFUSAL_REASONS), today: z.number(), week: z.number() }))),
});
export type DeliveryFigures = z.infer<typeof DeliveryFigures>;

export const QuarantinedCount = z.object({ quarantined: z.number() });
export type QuarantinedCount = z.infer<typeof QuarantinedCount>;

export const DELIVERY_PAGE_SIZE = 50;

/** The states, and `repeated`: whatever came more than once. */
export const DELIVERY_FILTER_STATES = [...DELIVERY_STATES, "repeated"] as const;

/** The page's filters as they stand in the URL. Dates are whole days of UTC, both included. */
export const DeliveryFilters = z.object({
  q: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  state: z.optional(z.enum(DELIVERY_FILTER_STATES)),
  kind: z.optional(z.enum(DELIVERY_KINDS)),
  from: OptionalDay,
  to: OptionalDay,
  cursor: z.optional(z.string().check(z.maxLength(120))),
});
export type DeliveryFilters = z.infer<typeof DeliveryFilters>;

/** The filters of a page's address. Those that say nothing are left out. */
export const DeliveryView = z.catch(z.omit(DeliveryFilters, { cursor: true }), {});
export type DeliveryView = z.infer<typeof DeliveryView>;

/** Whether a weak match, kept apart until now, is the person who was asked for. */
export const DecideMatchInput = z.object({
  lookupId: z.string().check(z.maxLength(64)),
  decision: z.enum(MATCH_DECISIONS),
});
export type DecideMatchInput = z.infer<typeof DecideMatchInput>;

export const DeliveryRef = z.object({ id: z.string().check(z.maxLength(64)) });
export const NoInput = z.object({});

export const ReplayedCount = z.object({ replayed: z.number() });
export type ReplayedCount = z.infer<typeof ReplayedCount>;
