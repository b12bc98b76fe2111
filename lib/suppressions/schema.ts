import * as z from "zod/mini";
import { ADDED_KINDS, ADDED_REASONS, SUPPRESSION_KINDS, SUPPRESSION_REASONS } from "@/lib/suppressions/suppression";

/** Lines and characters that fit into one call. */
const TEXT_MAX = 800_000;

export const SubmitSuppressionsInput = z.object({
  kind: z.enum(ADDED_KINDS),
  /** One value a line. */
  text: z.string().check(z.maxLength(TEXT_MAX, "This is too much at once. Paste it in parts.")),
  reason: z.enum(ADDED_REASONS),
  /** The last day on which it holds; null: for good. */
  until: z.nullable(z.iso.date("Give a day, or leave it empty.")),
});
export type SubmitSuppressionsInput = z.infer<typeof SubmitSuppressionsInput>;

/** `erased`: it stands there for an erasure, which nothing takes over. `repeated`: it stood further up already. */
export const LINE_WORDS = ["added", "changed", "already", "repeated", "unreadable"] as const;
export type LineWord = (typeof LINE_WORDS)[number];
/** What became of each line, by its number from 1; empty lines are none. The values themselves are not given back. */
export type LineReport = { line: number; became: LineWord }[];

export const CheckSuppressionInput = z.object({
  text: z.string().check(z.maxLength(500)),
});
export type CheckSuppressionInput = z.infer<typeof CheckSuppressionInput>;

export const RemoveSuppressionInput = z.object({
  id: z.string().check(z.maxLength(64)),
  /** Typed, where the entry comes of an erasure. */
  confirmation: z._default(z.string().check(z.maxLength(20)), ""),
});
export type RemoveSuppressionInput = z.infer<typeof RemoveSuppressionInput>;

export const SuppressionDto = z.object({
  id: z.string(),
  kind: z.enum(SUPPRESSION_KINDS),
  reason: z.enum(SUPPRESSION_REASONS),
  addedBy: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.nullable(z.iso.datetime()),
  isExpired: z.boolean(),
});
export type SuppressionDto = z.infer<typeof SuppressionDto>;

export const SUPPRESSIONS_PAGE_SIZE = 50;
export const SuppressionFilters = z.object({
  kind: z.optional(z.enum(SUPPRESSION_KINDS)),
  reason: z.optional(z.enum(SUPPRESSION_REASONS)),
  cursor: z.optional(z.string().check(z.maxLength(120))),
});
export type SuppressionFilters = z.infer<typeof SuppressionFilters>;

export const SuppressionPage = z.object({
  suppressions: z.array(SuppressionDto),
  nextCursor: z.nullable(z.string()),
});
export type SuppressionPage = z.infer<typeof SuppressionPage>;
