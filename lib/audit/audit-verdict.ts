import * as z from "zod/mini";

export const AUDIT_BREAKS = [
  "changed",
  "moved",
  "removed",
  "missing_links",
  "cut",
  "head_changed",
  "anchor_changed",
  "older_than_noted",
  "other_than_noted",
  "other_chain",
  "not_ours",
  "lost_place",
] as const;
export type AuditBreak = (typeof AUDIT_BREAKS)[number];

/** What reading the whole audit found. */
export const AuditVerdict = z.object({
  isWhole: z.boolean(),
  /** Events that have a place in the chain and were read. */
  checked: z.number(),
  /** Events at the chain's beginning that were removed because of their age. */
  purged: z.number(),
  /** Written within the last moments, and without a place so far. */
  unsealed: z.number(),
  /** The hash at the chain's end. */
  head: z.nullable(z.string()),
  /** The first place at which it breaks. */
  broken: z.nullable(
    z.object({
      why: z.enum(AUDIT_BREAKS),
      seq: z.nullable(z.string()),
      eventId: z.nullable(z.string()),
      action: z.nullable(z.string()),
    }),
  ),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

const count = new Intl.NumberFormat("en");
const events = (many: number): string => `${count.format(many)} ${many === 1 ? "event" : "events"}`;

/** The verdict in a sentence or two. */
export function describeVerdict(verdict: AuditVerdict): string {
  const { checked, purged, unsealed, head, broken } = verdict;
  if (broken) return `The chain is broken. ${describeBreak(broken)}`;
  const parts = [`${events(checked)}, chain whole${head ? `, head ${head.slice(0, 8)}` : ""}.`];
  if (purged > 0) parts.push(`${events(purged)} before them went by their age.`);
  if (unsealed > 0) parts.push(`${events(unsealed)} of the last moments get their place next.`);
  return parts.join(" ");
}

/** What is wrong at the place where it breaks. */
export function describeBreak({ why, seq, eventId, action }: NonNullable<AuditVerdict["broken"]>): string {
  const at = seq === null ? "" : ` at place ${count.format(BigInt(seq))}`;
  const event = `Event ${eventId ?? "?"}${action ? ` (${action})` : ""}${at}`;
  const SENTENCES: Record<AuditBreak, string> = {
    changed: `${event} was changed after it was written.`,
    moved: `${event} is not what stood there: its time, its number or its place was changed.`,
    removed: `${event} was removed.`,
    missing_links: `Events are missing${at}: they were removed together with their place.`,
    cut: `The end of the chain was cut off${at}.`,
    head_changed: "The record of the chain's end was changed or removed.",
    anchor_changed: "The beginning of the chain was removed, and not by Perihelion.",
    older_than_noted: `The database is older than what the data folder knows${at}: its end was cut off, or an old backup was restored.`,
    other_than_noted: `What stands${at} is not what the data folder noted there: the trail was rewritten, or went on from an old backup.`,
    other_chain:
      "The data folder knows the chain of another database: the key of this one was replaced, or the folder is another's.",
    not_ours: `${event} was not written by Perihelion.`,
    lost_place: `${event} has no place in the chain any more.`,
  };
  return SENTENCES[why];
}
