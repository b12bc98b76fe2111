import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { isDoNotCall } from "@/lib/people/person";
import { readOpenPhones } from "@/lib/people/server/phone-reveal-store";

/** Numbers on a do-not-call list, as digits: `closed` to the viewer, or `open` for today. */
export type ListedNumbers = { closed: readonly string[]; open: readonly string[] };

/** Says of a run of digits, with what stands between them, whether this viewer must not read it. */
export type Covers = (run: string) => boolean;

/** A number is told by its end: how it begins depends on who wrote it down. */
const TAIL = 7;
const SHORTEST = 3;
const EXTENSION = /(?:ext\.?|x|#|;ext=).*$/i;
const DATE = /^\d{4}-\d\d-\d\d/;
const STATUS_KEYS = ["dnc_status", "dnc_status_cd"];
const STATUS_IN_TEXT = /dnc_status(?:_cd)?/;

/** What is known of these people's do-not-call numbers, for this viewer. */
export async function readListedNumbers(tx: Tx, viewer: Viewer, personIds: readonly string[]): Promise<ListedNumbers> {
  if (personIds.length === 0) return { closed: [], open: [] };
  const { workspaceId } = viewer;
  const phones = await tx.personPhone.findMany({
    where: { workspaceId, personId: { in: [...personIds] }, dncStatus: { notIn: ["", "not_found"] } },
    select: { id: true, number: true, raw: true },
  });
  const openIds = await readOpenPhones(tx, viewer, personIds);
  const formsOf = (isOpen: boolean) =>
    phones.filter(({ id }) => openIds.has(id) === isOpen).flatMap(({ number, raw }) => digitForms(number, raw ?? ""));
  return { closed: formsOf(false), open: formsOf(true) };
}

/**
 * What is to be covered of one text of the provider's: the listed numbers, and those that the text itself marks as
 * do-not-call, but for the ones that stand open to the viewer. Of a text that speaks of do-not-call and cannot be read, every
 * number. Null when there is nothing to cover.
 */
export function coversOf(text: string, { closed, open }: ListedNumbers): Covers | null {
  const marked = findMarked(text);
  if (marked === null) return (run) => digitsOf(run).length >= SHORTEST;
  const isOpen = (digits: string) => open.some((known) => areOne(digits, known));
  const covered = [...closed, ...marked].filter((digits) => !isOpen(digits));
  return covered.length === 0 ? null : coverAll(covered);
}

function coverAll(covered: readonly string[]): Covers {
  return (run) => {
    const digits = digitsOf(run);
    return covered.some((known) => areOne(digits, known));
  };
}

function areOne(digits: string, known: string): boolean {
  return known.length < TAIL ? digits === known : digits.includes(tailOf(known));
}

const tailOf = (digits: string): string => digits.slice(-TAIL);

/** Numbers in objects that carry a do-not-call entry; null for what is no JSON and speaks of such entries all the same. */
function findMarked(text: string): string[] | null {
  if (!STATUS_IN_TEXT.test(text)) return [];
  try {
    return listMarked(JSON.parse(text));
  } catch {
    return null;
  }
}

function listMarked(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(listMarked);
  const entries = Object.entries(value);
  const isMarked = entries.some(
    ([key, said]) => STATUS_KEYS.includes(key) && typeof said === "string" && isDoNotCall(said),
  );
  if (!isMarked) return inner;
  const texts = entries.flatMap(([, said]) =>
    typeof said === "string" || typeof said === "number" ? String(said) : [],
  );
  return [...inner, ...texts.filter(isNumberLike).flatMap((said) => digitForms(said))];
}

/** No date, no id and no word of the provider's. */
function isNumberLike(text: string): boolean {
  return !DATE.test(text) && !/\p{L}/u.test(text.replace(EXTENSION, ""));
}

function digitForms(...texts: string[]): string[] {
  const forms = texts.flatMap((text) => [digitsOf(text), digitsOf(text.replace(EXTENSION, ""))]);
  return [...new Set(forms.filter((digits) => digits.length >= SHORTEST))];
}

/** The digits of whatever script, as those of ASCII. */
function digitsOf(text: string): string {
  return Array.from(text.match(/\p{Nd}/gu) ?? [], valueOf).join("");
}

/** Every script's ten digits follow each other. */
function valueOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
