import * as z from "zod/mini";
import { AUDIT_KINDS } from "@/lib/audit/audit-kinds";
import { AuditVerdict } from "@/lib/audit/audit-verdict";
import { PublicError } from "@/lib/result/result";

export const AUDIT_PAGE_SIZE = 50;

const Day = z.optional(z.iso.date());

/** What the list is narrowed to. `who`: a member's id, or `nobody` for what no member did. */
export const AuditView = z.object({
  who: z.optional(z.string().check(z.regex(/^(?:nobody|usr_[0-9a-z]{26})$/))),
  kind: z.optional(z.enum(AUDIT_KINDS)),
  from: Day,
  to: Day,
});
export type AuditView = z.infer<typeof AuditView>;

/** `cursor`: the last row's time in ms and its number. */
export const AuditFilters = z.extend(AuditView, {
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}-\d{1,18}$/))),
});
export type AuditFilters = z.infer<typeof AuditFilters>;

const Named = z.object({ id: z.string(), name: z.string() });

export const AuditEventDto = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  /** Null: the program itself, or somebody who was not signed in. */
  who: z.nullable(Named),
  /** What it was done to; `href` is null where no page shows it. */
  subject: z.nullable(z.object({ id: z.string(), label: z.string(), href: z.nullable(z.string()) })),
  address: z.nullable(z.string()),
  detail: z.nullable(z.record(z.string(), z.unknown())),
  /** Its place in the chain; null in its first moments. */
  seq: z.nullable(z.string()),
});
export type AuditEventDto = z.infer<typeof AuditEventDto>;

export const AuditPage = z.object({ events: z.array(AuditEventDto), nextCursor: z.nullable(z.string()) });
export type AuditPage = z.infer<typeof AuditPage>;

/** How the trail stands, as far as can be told without reading all of it. */
export const AuditStanding = z.object({
  /** The chain's end. */
  head: z.nullable(z.object({ seq: z.string(), hash: z.string() })),
  /** In words: what the data folder noted and the database does not bear out. */
  warning: z.nullable(z.string()),
  lastVerified: z.nullable(
    z.object({ at: z.iso.datetime(), who: z.nullable(z.string()), sentence: z.string(), isWhole: z.boolean() }),
  ),
  members: z.array(Named),
});
export type AuditStanding = z.infer<typeof AuditStanding>;

export const NoInput = z.object({});

/** A line of the answer while the audit is verified: how far it got, then the verdict or what went wrong. */
export const VerifyStep = z.union([
  z.object({ checked: z.number(), of: z.number() }),
  z.object({ verdict: AuditVerdict }),
  z.object({ error: PublicError }),
]);
export type VerifyStep = z.infer<typeof VerifyStep>;
