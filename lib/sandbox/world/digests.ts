import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { COMPANY_COUNT } from "@/lib/sandbox/world/company";
import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import { firstOf, ORDINARY_COUNT } from "@/lib/sandbox/world/roster";

export type HashKind = "md5" | "sha256";

const INDEX_SPAN = 2 ** 16;
const COMPANIES_A_TURN = 40;

/** The kind of digest that a text can be, by its length: 32 hexadecimal digits or 64. */
export function hashKindOf(text: string): HashKind | null {
  if (!/^[0-9a-f]+$/i.test(text)) return null;
  if (text.length === 32) return "md5";
  return text.length === 64 ? "sha256" : null;
}

type Addresses = Pick<WorldPerson, "email" | "personalEmail">;

const addressesOf = ({ email, personalEmail }: Addresses): string[] =>
  [email, personalEmail].filter((text) => text !== null);

const digest = (kind: HashKind, address: string): Buffer => createHash(kind).update(address).digest();

/** Whether one of the person's addresses has this digest. */
export const hasDigest = (person: Addresses, kind: HashKind, text: string): boolean =>
  addressesOf(person).some((address) => digest(kind, address).toString("hex") === text);

/** A digest's first 32 bits and the person's index in one exact number, so that a sorted array is the whole table. */
const entry = (bits: number, index: number): number => bits * INDEX_SPAN + index;

async function build(kind: HashKind): Promise<Float64Array> {
  const entries = new Float64Array(ORDINARY_COUNT * 2);
  let count = 0;
  for (let company = 0; company < COMPANY_COUNT; company += 1) {
    for (let index = firstOf(company); index < firstOf(company + 1); index += 1) {
      for (const address of addressesOf(ordinaryPerson(index))) {
        entries[count] = entry(digest(kind, address).readUInt32BE(0), index);
        count += 1;
      }
    }
    // A table takes some tenths of a second; other requests are answered meanwhile.
    if (company % COMPANIES_A_TURN === 0) await nextTurn();
  }
  return entries.slice(0, count).sort();
}

const tables = new Map<HashKind, Promise<Float64Array>>();

function tableOf(kind: HashKind): Promise<Float64Array> {
  const table = tables.get(kind) ?? build(kind);
  tables.set(kind, table);
  return table;
}

function lowerBound(table: Float64Array, least: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle] ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the ordinary person one of whose addresses has this digest. The first question of a kind makes its table (0.3 MB). */
export async function findByDigest(kind: HashKind, text: string): Promise<number | null> {
  const table = await tableOf(kind);
  const bits = Number.parseInt(text.slice(0, 8), 16);
  for (let at = lowerBound(table, entry(bits, 0)); (table[at] ?? Infinity) < entry(bits + 1, 0); at += 1) {
    const index = (table[at] ?? 0) % INDEX_SPAN;
    if (hasDigest(ordinaryPerson(index), kind, text)) return index;
  }
  return null;
}
