export const VALUE_SOURCES = ["lookup", "delivery", "human"] as const;
/** Where a value came from. */
export type ValueSource = (typeof VALUE_SOURCES)[number];

export const EMAIL_KINDS = ["work", "personal", "waterfall"] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

export type EmploymentEntry = {
  title: string | null;
  companyName: string | null;
  companyApolloId: string | null;
  /** `YYYY-MM-DD`. */
  startDate: string | null;
  endDate: string | null;
  isCurrent: boolean;
};

/** A callback's words: a number on a do-not-call list must not be dialled. `not_found` means it is on none. */
export function isDoNotCall(dncStatus: string | null): boolean {
  return dncStatus !== null && dncStatus !== "" && dncStatus !== "not_found";
}

/** Why a do-not-call number was opened. */
export const REVEAL_REASONS = ["asked_us", "consent", "customer", "check_record", "other"] as const;

type RankedEmail = Chosen & { address: string; kind: string; status: string | null; source: string; observedAt: Date };
/** A member may choose which one stands first. */
type Chosen = { isPrimary?: boolean };
type RankedPhone = Chosen & {
  number: string;
  type: string | null;
  status: string | null;
  dncStatus: string | null;
  source: string;
  observedAt: Date;
};

const UNUSABLE_EMAIL = new Set(["unavailable", "bounced", "invalid", "do_not_mail"]);

/** Lower is better: a human's, verified work, verified by waterfall, other work, verified personal, personal, the rest. */
function rankEmail({ kind, status, source, isPrimary }: RankedEmail): number {
  const word = status?.toLowerCase() ?? "";
  if (isPrimary) return -1;
  if (source === "human") return 0;
  if (UNUSABLE_EMAIL.has(word)) return 9;
  if (word === "verified") return { work: 1, waterfall: 2, personal: 4 }[kind] ?? 5;
  return { work: 3, personal: 5, waterfall: 6 }[kind] ?? 7;
}

const PHONE_TYPES = ["mobile", "work_direct", "home", "other", "work_hq"];
const PHONE_STATUSES = ["valid_number", "no_status", "invalid_number"];

/** Lower is better: a human's, then valid before unchecked before invalid within mobile, direct, home, other, switchboard. */
function rankPhone({ type, status, dncStatus, source, isPrimary }: RankedPhone): number {
  if (isPrimary) return -1;
  if (source === "human") return 0;
  const typeRank = PHONE_TYPES.indexOf(type ?? "other");
  const statusRank = PHONE_STATUSES.indexOf(status ?? "no_status");
  const invalid = statusRank === 2 ? 1000 : 0;
  return (
    1 +
    invalid +
    (typeRank < 0 ? 3 : typeRank) * 10 +
    (statusRank < 0 ? 1 : statusRank) * 2 +
    (isDoNotCall(dncStatus) ? 1 : 0)
  );
}

function best<T extends { observedAt: Date }>(
  values: readonly T[],
  rank: (value: T) => number,
  name: (value: T) => string,
): T | null {
  const order = (a: T, b: T) =>
    rank(a) - rank(b) || b.observedAt.getTime() - a.observedAt.getTime() || (name(a) < name(b) ? -1 : 1);
  return values.toSorted(order)[0] ?? null;
}

/** The address to show first, or null when there is none. Depends on the set of addresses only, not on their order. */
export function choosePrimaryEmail<T extends RankedEmail>(emails: readonly T[]): T | null {
  return best(emails, rankEmail, ({ address }) => address);
}

/** The number to show first, or null when there is none. Depends on the set of numbers only, not on their order. */
export function choosePrimaryPhone<T extends RankedPhone>(phones: readonly T[]): T | null {
  return best(phones, rankPhone, ({ number }) => number);
}

type SearchSource = {
  fullName: string;
  title: string | null;
  companyName: string | null;
  companyDomain: string | null;
  addresses: readonly string[];
  numbers: readonly string[];
};

/** One lower-case text that substring search runs over: name, addresses, company, title, digits of the numbers. */
export function searchText({ fullName, title, companyName, companyDomain, addresses, numbers }: SearchSource): string {
  const digits = numbers.map((number) => number.replace(/\D/g, ""));
  const words = [fullName, ...addresses.toSorted(), companyName, companyDomain, title, ...digits.toSorted()];
  return words.filter(Boolean).join(" ").toLowerCase();
}

/** The states of phones that a list can be narrowed to. */
export const PHONE_FILTERS = ["delivered", "waiting", "none_found"] as const;
