import { isLosslessNumber, parse, stringify } from "lossless-json";

/** Numbers under these names are kept as the provider wrote them: ids exceed 2^53 and bills are decimal. */
const KEPT_AS_TEXT = new Set(["request_id", "credits_consumed"]);

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** The last of two equal keys wins, as with JSON.parse; lossless-json would otherwise throw. */
const LAST_KEY_WINS = { onDuplicateKey: ({ newValue }: { newValue: unknown }) => newValue };

const decoder = new TextDecoder("utf-8");

/**
 * Parses JSON as JSON.parse does, except that a number named `request_id` or `credits_consumed`, at any depth, comes back
 * as its exact text. Invalid UTF-8 is replaced, not refused. Throws on anything that is not JSON.
 */
export function parseExactJson(bytes: Uint8Array): unknown {
  return parse(decoder.decode(bytes), exactOrOrdinary, LAST_KEY_WINS);
}

/** One member of a JSON object as bytes of JSON, each number digit for digit. Null when absent, null or unreadable. */
export function memberAsJson(bytes: Uint8Array, key: string): Buffer | null {
  const whole = parse(decoder.decode(bytes), null, LAST_KEY_WINS);
  if (typeof whole !== "object" || whole === null || !Object.hasOwn(whole, key)) return null;
  const member = (whole as Record<string, unknown>)[key];
  const json = member === null ? undefined : stringify(member);
  return json === undefined ? null : Buffer.from(json);
}

/**
 * One JSON object for each element of a list, with the element under `as` and the members named beside it, each number digit for
 * digit; the last one stands for an element that is not there. Throws on anything that holds no such list.
 */
export function elementsAsJson(
  bytes: Uint8Array,
  { list, as, beside }: { list: string; as: string; beside: readonly string[] },
): { elements: Buffer[]; none: Buffer } {
  const whole = parse(decoder.decode(bytes), null, LAST_KEY_WINS) as Record<string, unknown>;
  const elements = whole[list];
  if (!Array.isArray(elements)) throw new TypeError(`no list of ${list}`);
  const kept = Object.fromEntries(beside.flatMap((name) => (Object.hasOwn(whole, name) ? [[name, whole[name]]] : [])));
  const toJson = (element: unknown) => Buffer.from(stringify({ [as]: element, ...kept }) ?? "");
  return { elements: elements.map(toJson), none: toJson(null) };
}

/** The same object with only some elements of a list, and without some members; else as it was, each number digit for digit. */
export function withElements(
  bytes: Uint8Array,
  { list, isKept, without }: { list: string; isKept: (element: unknown) => boolean; without: readonly string[] },
): Buffer {
  const whole = parse(decoder.decode(bytes), null, LAST_KEY_WINS) as Record<string, unknown>;
  const elements = whole[list];
  if (!Array.isArray(elements)) throw new TypeError(`no list of ${list}`);
  const kept = Object.entries(whole).filter(([name]) => !without.includes(name));
  const part = { ...Object.fromEntries(kept), [list]: elements.filter(isKept) };
  return Buffer.from(stringify(part) ?? "");
}

/** The canonical decimal text of an int64 written as text or as a safe number. Null for anything else. */
export function toInt64Text(value: unknown): string | null {
  const digits = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof digits !== "string" || !/^-?\d{1,40}$/.test(digits)) return null;
  const id = BigInt(digits);
  return id < INT64_MIN || id > INT64_MAX ? null : id.toString();
}

/** A decimal amount as plain text without exponent, for a decimal column. Null for anything else. */
export function toDecimalText(value: unknown): string | null {
  const written = typeof value === "number" ? String(value) : value;
  if (typeof written !== "string") return null;
  if (/^-?\d{1,30}(\.\d{1,30})?$/.test(written)) return written;
  if (!/^-?\d+(\.\d+)?[eE][+-]?\d+$/.test(written)) return null;
  const plain = String(Number(written));
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}

function exactOrOrdinary(key: string, value: unknown): unknown {
  if (!isLosslessNumber(value)) return value;
  return KEPT_AS_TEXT.has(key) ? value.value : Number(value.value);
}
