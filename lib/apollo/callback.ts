import { parseExactJson, withElements } from "@/lib/apollo/exact-json";
import { toEmails, toPhones } from "@/lib/apollo/map";
import type { ProvidedEmail, ProvidedPhone } from "@/lib/apollo/provided";
import { WireCallback, WireCallbackPerson, type WireVendor } from "@/lib/apollo/schemas";

export type PhonePerson = { apolloId: string; status: "success" | "failure"; phones: ProvidedPhone[] };

/** What one third party was asked and said. `values` may hold candidates that were not accepted. */
export type VendorTrial = {
  field: "email" | "phone";
  name: string | null;
  status: string | null;
  values: string[];
  statusMessage: string | null;
};

export type WaterfallPerson = {
  apolloId: string;
  /** Null: this body says nothing of e-mails. Empty: none were found. */
  emails: ProvidedEmail[] | null;
  /** Null: this body says nothing of phones. Empty: none were found. */
  phones: ProvidedPhone[] | null;
  vendors: VendorTrial[];
};

/** `creditsReported` is decimal text, as reported: it may be fractional, negative or absurd. */
type Reported = { status: string | null; creditsReported: string | null };

export type PhoneCallback = Reported & { kind: "phone"; people: PhonePerson[] };

export type WaterfallCallback = Reported & {
  kind: "waterfall";
  /** The match answer's id, exact decimal text. */
  requestId: string | null;
  targetFields: string[];
  requestedAt: Date | null;
  completedAt: Date | null;
  people: WaterfallPerson[];
};

export type Callback = PhoneCallback | WaterfallCallback | { kind: "ping" } | { kind: "unreadable"; reason: string };

/**
 * Reads a callback's body, or a poll's `webhook_result`, which is the same. Never throws: what cannot be read comes back as
 * `unreadable`, to be kept and looked at. A `phone` without people says that nobody was enriched; a person is left out
 * when nothing is said of their phones or no id tells who they are.
 */
export function parseCallback(body: Uint8Array): Callback {
  let parsed: unknown;
  try {
    parsed = parseExactJson(body);
  } catch (failure) {
    return unreadable(failure instanceof Error ? failure.message : String(failure));
  }
  const read = WireCallback.safeParse(parsed);
  return read.success ? toCallback(read.data) : unreadable("not an object with a list of people");
}

/**
 * A callback's body as it would have come for these people alone. What all of them cost together is no word on any one of them,
 * and is left out.
 */
export function partOfCallback(body: Uint8Array, isKept: (apolloId: string | null) => boolean): Buffer {
  const idOf = (element: unknown) => {
    const read = WireCallbackPerson.safeParse(element);
    return read.success ? read.data.id : null;
  };
  const isOf = (element: unknown) => isKept(idOf(element));
  return withElements(body, { list: "people", isKept: isOf, without: ["credits_consumed"] });
}

function toCallback(wire: WireCallback): Callback {
  const given = wire.people ?? [];
  const people = given.flatMap(readPerson);
  if (given.length > 0 && people.length === 0) return unreadable("no person in it has an id");
  if (isWaterfall(wire, people)) return toWaterfallCallback(wire, people);
  const isReport = people.length > 0 || (Array.isArray(wire.people) && hasCounters(wire));
  return isReport ? { kind: "phone", ...reportedOf(wire), people: people.flatMap(toPhonePerson) } : { kind: "ping" };
}

type IdentifiedPerson = WireCallbackPerson & { id: string };

function readPerson(given: unknown): IdentifiedPerson[] {
  const read = WireCallbackPerson.safeParse(given);
  return read.success && read.data.id !== null ? [{ ...read.data, id: read.data.id }] : [];
}

function isWaterfall(wire: WireCallback, people: IdentifiedPerson[]): boolean {
  if ((wire.target_fields ?? wire.request_initiated ?? wire.records_enriched) !== null) return true;
  return people.some((person) => person.waterfall !== null || person.emails !== null);
}

function hasCounters(wire: WireCallback): boolean {
  return (wire.missing_records ?? wire.unique_enriched_records) !== null;
}

function toPhonePerson(wire: IdentifiedPerson): PhonePerson[] {
  if (wire.status === null && wire.phone_numbers === null) return [];
  const phones = toPhones(wire.phone_numbers ?? []);
  // The top-level status says "success" even of a failure; only the person's own counts (§5.2).
  const isFailure = wire.status !== null && /^fail/i.test(wire.status) && phones.length === 0;
  return [{ apolloId: wire.id, status: isFailure ? "failure" : "success", phones }];
}

function toWaterfallCallback(wire: WireCallback, people: IdentifiedPerson[]): WaterfallCallback {
  return {
    kind: "waterfall",
    ...reportedOf(wire),
    requestId: wire.request_id,
    targetFields: (wire.target_fields ?? []).flatMap((field) => field ?? []),
    requestedAt: wire.request_initiated,
    completedAt: wire.request_completed,
    people: people.map(toWaterfallPerson),
  };
}

function toWaterfallPerson(wire: IdentifiedPerson): WaterfallPerson {
  const trials = (field: VendorTrial["field"], vendors: WireVendor[]) =>
    vendors.map((vendor) => ({
      field,
      name: vendor.name,
      status: vendor.status,
      values: field === "email" ? vendor.emails : vendor.phone_numbers,
      statusMessage: vendor.statusMessage,
    }));
  const asked = wire.waterfall ?? { emails: [], phone_numbers: [] };
  return {
    apolloId: wire.id,
    emails: wire.emails && toEmails(wire.emails),
    phones: wire.phone_numbers && toPhones(wire.phone_numbers),
    vendors: [
      ...asked.emails.flatMap(({ vendors }) => trials("email", vendors)),
      ...asked.phone_numbers.flatMap(({ vendors }) => trials("phone", vendors)),
    ],
  };
}

function reportedOf(wire: WireCallback): Reported {
  return { status: wire.status, creditsReported: wire.credits_consumed };
}

/** A parser quotes the sign it stumbled over, and a text column takes no NUL. */
function unreadable(reason: string): Callback {
  const named = reason.replace(/\p{Cc}/gu, (sign) => `U+${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return { kind: "unreadable", reason: named.slice(0, 300).toWellFormed() };
}
