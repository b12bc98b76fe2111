import { randomBytes } from "node:crypto";

const PREFIXES = {
  user: "usr",
  session: "ses",
  workspace: "wks",
  apiKey: "key",
  lookup: "lkp",
  attempt: "att",
  ledger: "led",
  company: "cmp",
  person: "per",
  email: "eml",
  phone: "phn",
  delivery: "dlv",
  failure: "sif",
  budgetPeriod: "bgp",
  reconciliation: "rec",
  webhookProbe: "prb",
  invitation: "inv",
  suppression: "sup",
  erasure: "era",
  phoneReveal: "rvl",
  retentionRun: "rtr",
  observation: "obs",
  personMerge: "mrg",
  tag: "tag",
  list: "lst",
  savedView: "viw",
  note: "nte",
  task: "tsk",
  comment: "cmt",
  bulkChange: "blk",
  run: "run",
  bulkCall: "blc",
} as const;

const TAIL_BYTES = 10;
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A prefixed id such as `lkp_01k9…`: 48 bits of time and 80 random bits in Crockford's base 32, so that ids sort by age. */
export function newId(kind: keyof typeof PREFIXES, now = Date.now()): string {
  return `${PREFIXES[kind]}_${spell(now, randomBytes(TAIL_BYTES))}`;
}

/** The same id for the same digest at the same time, whoever asks for it: what is written twice is one row. */
export function idOf(kind: keyof typeof PREFIXES, { at, digest }: { at: number; digest: Uint8Array }): string {
  return `${PREFIXES[kind]}_${spell(Math.max(at, 0), digest.subarray(0, TAIL_BYTES))}`;
}

function spell(at: number, tail: Uint8Array): string {
  let value = (BigInt(at) << 80n) | BigInt(`0x${Buffer.from(tail).toString("hex")}`);
  let text = "";
  for (let digit = 0; digit < 26; digit += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? "") + text;
    value >>= 5n;
  }
  return text;
}
