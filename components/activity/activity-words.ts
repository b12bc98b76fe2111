import type { ActivityEvent, ActivityKind } from "@/lib/activity/schema";

export const KIND_WORDS: Record<ActivityKind, string> = {
  lookup: "Lookups",
  delivery: "Deliveries",
  edit: "Edits",
  merge: "Merges",
  note: "Notes",
  task: "Tasks",
  reveal: "Reveals",
};

const BROUGHT: Record<string, string> = { phone: "phone numbers", waterfall: "a waterfall’s answer" };
const REASONS: Record<string, string> = {
  asked_us: "they asked to be called",
  consent: "their consent is on file",
  customer: "they are a customer",
  check_record: "to check the record",
  other: "another reason",
};
const LOOKED_UP: Record<string, string> = { run: "looked them up in a run", refresh: "refreshed them" };
const FIELDS_NAMED = 4;

/** What whoever did it did: "looked them up". Of what nobody did, a whole sentence without its beginning. */
export function describeEvent(event: ActivityEvent): string {
  switch (event.kind) {
    case "lookup":
      return LOOKED_UP[event.source] ?? "looked them up";
    case "delivery":
      return `Apollo delivered ${BROUGHT[event.brought ?? ""] ?? "an answer"}${event.via === "poll" ? ", fetched by poll" : ""}`;
    case "edit":
      return `edited ${listFields(event.fields)}${event.isUndone ? ", undone since" : ""}`;
    case "merge":
      return `merged another record into this one${event.isUndone ? ", undone since" : ""}`;
    case "note":
      return "wrote a note";
    case "task":
      return event.step === "done" ? "did a task" : "added a task";
    case "reveal":
      return `opened a do-not-call number: ${REASONS[event.reason] ?? event.reason}`;
  }
}

/** The words that belong to it, where there are some. */
export function quoteOf(event: ActivityEvent): string | null {
  if (event.kind === "note") return event.excerpt;
  return event.kind === "task" ? event.title : null;
}

/** Where all of it can be read. */
export function placeOfEvent({ kind, id }: ActivityEvent): string | null {
  if (kind === "lookup") return `/history/${id}`;
  return kind === "delivery" ? `/deliveries/${id}` : null;
}

function listFields(fields: readonly string[]): string {
  const words = fields.map((field) => field.replace(/([A-Z])/g, " $1").toLowerCase());
  const [last] = words.slice(-1);
  if (last === undefined) return "the record";
  if (words.length === 1) return last;
  if (words.length > FIELDS_NAMED)
    return `${words.slice(0, FIELDS_NAMED - 1).join(", ")} and ${String(words.length - FIELDS_NAMED + 1)} more`;
  return `${words.slice(0, -1).join(", ")} and ${last}`;
}
