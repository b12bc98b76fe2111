import * as z from "zod/mini";
import { ARRIVAL_KINDS, INPUT_KINDS, USAGE_GROUPINGS } from "@/lib/usage/usage";

/** Exact decimal text. */
const Credits = z.string();
const Count = z.number();
/** So many out of so many. */
const Part = z.object({ of: Count, count: Count });

const Phones = z.object({
  /** Of lookups that found someone, asked for a number and wait no more: those to which one came. */
  came: Part,
  /** Valid numbers that came. */
  usable: Count,
  /** What the lookups that asked for a number cost. */
  credits: Credits,
  /** `credits` ÷ `usable`, to two decimals. */
  perNumber: z.nullable(Credits),
});

const Figures = z.object({
  credits: Credits,
  lookups: Count,
  saved: z.object({ total: Credits, store: Credits, joined: Credits, storeCount: Count, joinedCount: Count }),
  /** Of lookups that the provider answered. */
  matched: Part,
  phones: Phones,
});
export type UsageFigures = z.infer<typeof Figures>;

const Median = z.object({ arrivals: Count, medianS: z.nullable(z.number()), p90S: z.nullable(z.number()) });

/** What docs/usage.md explains, of the days from `from` to `to`, both included. */
export const UsageReport = z.object({
  from: z.string(),
  to: z.string(),
  days: Count,
  by: z.enum(USAGE_GROUPINGS),
  /** Whose figures these are; null: everybody's. */
  who: z.nullable(z.string()),
  series: z.object({
    groups: z.array(z.object({ id: z.string(), credits: Credits, name: z.nullable(z.string()) })),
    points: z.array(z.object({ from: z.string(), to: z.string(), total: Credits, credits: z.array(Credits) })),
    total: Credits,
  }),
  now: Figures,
  /** Of as many days before. */
  before: Figures,
  /** Whoever may look up, or spent or asked in these days or those before; most first. Narrowed by nothing. */
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      credits: Credits,
      creditsBefore: Credits,
      lookups: Count,
      saved: Credits,
    }),
  ),
  inputs: z.array(z.object({ kind: z.enum(INPUT_KINDS), lookups: Count, matched: Part, phones: Phones })),
  arrivals: z.array(z.object({ kind: z.enum(ARRIVAL_KINDS), now: Median, before: Median })),
});
export type UsageReport = z.infer<typeof UsageReport>;
export type UsagePhones = z.infer<typeof Phones>;
export type UsagePart = z.infer<typeof Part>;
export type UsageMember = UsageReport["members"][number];
export type UsageInput = UsageReport["inputs"][number];
export type UsageArrival = UsageReport["arrivals"][number];
