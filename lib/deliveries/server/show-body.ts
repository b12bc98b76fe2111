import "server-only";
import { maskPhones, maskSomePhones } from "@/lib/apollo/mask-phones";
import type { BodyDto, BodyPart } from "@/lib/deliveries/schema";
import { decodeExactly, ODD_BYTE_BASE } from "@/lib/deliveries/server/decode-exactly";
import { indentTokens } from "@/lib/lookups/indent-json";
import type { Covers } from "@/lib/people/server/cover-do-not-call";

/** More is not for the screen; the download has all of it. */
const SHOWN_BYTES_MAX = 128 * 1024;
const DUMPED_BYTES_MAX = 16 * 1024;
/** Beyond this share of unreadable bytes a body is no text. */
const ODD_SHARE_MAX = 0.3;
const DUMP_WIDTH = 16;

// The target's address and its token: a sender might repeat them.
const TOKEN_PATH = /(webhooks(?:\\?\/|%2f)apollo(?:\\?\/|%2f))[\w%-]+/gi;
// Lone low surrogates are the odd bytes; the rest are signs that have no shape or turn the text around.
const MARKED = /[\uDC80-\uDCFF]+|[[\p{Cc}--[\t\n\r]]\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gv;

type Showing = {
  /** Every number is covered. */
  isMasked: boolean;
  /** Of the others', those that are covered all the same; null: none. */
  covers?: Covers | null;
};

/** What a person may see of a body. Nothing is left out but what is said to be. */
export function showBody(bytes: Uint8Array, { isMasked, covers = null }: Showing): BodyDto {
  if (bytes.length === 0) return { form: "empty" };
  const { text, oddBytes } = decodeExactly(bytes.subarray(0, SHOWN_BYTES_MAX));
  const isText = oddBytes + countShapeless(text) <= Math.min(bytes.length, SHOWN_BYTES_MAX) * ODD_SHARE_MAX;
  if (!isText && (isMasked || covers)) return { form: "withheld" };
  if (!isText) {
    return { form: "hex", dump: dumpOf(bytes.subarray(0, DUMPED_BYTES_MAX)), isCut: bytes.length > DUMPED_BYTES_MAX };
  }
  const isJson = isWellFormed(bytes);
  const withoutToken = text.replace(TOKEN_PATH, "$1••••");
  const open = covers ? maskSomePhones(withoutToken, { isJson, covers }) : withoutToken;
  const shown = isMasked ? maskPhones(withoutToken, { isJson }) : open;
  const indented = isJson ? indentTokens(shown) : null;
  return {
    form: "text",
    ...{ isJson, oddBytes, isMasked, hidesListed: !isMasked && open !== withoutToken },
    raw: toParts(shown),
    indented: indented === null ? null : toParts(indented),
    isCut: bytes.length > SHOWN_BYTES_MAX,
  };
}

function isWellFormed(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

function countShapeless(text: string): number {
  return text.match(/[\p{Cc}--[\t\n\r]]/gv)?.length ?? 0;
}

function toParts(text: string): BodyPart[] {
  const parts: BodyPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(MARKED)) {
    if (index > from) parts.push({ text: text.slice(from, index), isMark: false });
    parts.push({ text: nameOf(found), isMark: true });
    from = index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMark: false });
  return parts;
}

function nameOf(found: string): string {
  const codes = Array.from(found, (sign) => sign.charCodeAt(0));
  const isOdd = codes.every((code) => code >= ODD_BYTE_BASE + 0x80 && code <= ODD_BYTE_BASE + 0xff);
  if (isOdd) return codes.map((code) => `\\x${hex(code - ODD_BYTE_BASE, 2)}`).join("");
  return codes.map((code) => `U+${hex(code, 4)}`).join("");
}

/** Offset, bytes, and what of them is ASCII, sixteen to a line. */
function dumpOf(bytes: Uint8Array): string {
  const lines = Array.from({ length: Math.ceil(bytes.length / DUMP_WIDTH) }, (_, line) => {
    const row = [...bytes.subarray(line * DUMP_WIDTH, (line + 1) * DUMP_WIDTH)];
    const cells = row.map((byte) => hex(byte, 2)).join(" ");
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    return `${hex(line * DUMP_WIDTH, 8)}  ${cells.padEnd(DUMP_WIDTH * 3 - 1)}  ${ascii}`;
  });
  return lines.join("\n");
}

function hex(value: number, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, "0");
}
