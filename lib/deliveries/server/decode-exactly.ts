import "server-only";

/** A byte that is no UTF-8 stands as this plus itself: a lone surrogate, which no UTF-8 decodes to. */
export const ODD_BYTE_BASE = 0xdc00;

type Range = { from: number; to: number };

/** First byte → length of the sequence, and what its second byte must be within (RFC 3629 §4: no overlong, no surrogate). */
const LEADS: readonly (Range & { length: number; second: Range })[] = [
  { from: 0xc2, to: 0xdf, length: 2, second: { from: 0x80, to: 0xbf } },
  { from: 0xe0, to: 0xe0, length: 3, second: { from: 0xa0, to: 0xbf } },
  { from: 0xe1, to: 0xec, length: 3, second: { from: 0x80, to: 0xbf } },
  { from: 0xed, to: 0xed, length: 3, second: { from: 0x80, to: 0x9f } },
  { from: 0xee, to: 0xef, length: 3, second: { from: 0x80, to: 0xbf } },
  { from: 0xf0, to: 0xf0, length: 4, second: { from: 0x90, to: 0xbf } },
  { from: 0xf1, to: 0xf3, length: 4, second: { from: 0x80, to: 0xbf } },
  { from: 0xf4, to: 0xf4, length: 4, second: { from: 0x80, to: 0x8f } },
];

/** UTF-8 as text in which every byte that is none is kept, one lone surrogate each. */
export function decodeExactly(bytes: Uint8Array): { text: string; oddBytes: number } {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const pieces: string[] = [];
  let from = 0;
  let oddBytes = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceAt(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    pieces.push(decoder.decode(bytes.subarray(from, at)), String.fromCharCode(ODD_BYTE_BASE + (bytes[at] ?? 0)));
    oddBytes += 1;
    at += 1;
    from = at;
  }
  pieces.push(decoder.decode(bytes.subarray(from)));
  return { text: pieces.join(""), oddBytes };
}

/** How many bytes make one character here; 0 for none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const lead = LEADS.find(({ from, to }) => first >= from && first <= to);
  if (!lead || !isWithin(bytes[at + 1], lead.second)) return 0;
  for (let next = 2; next < lead.length; next += 1) {
    if (!isWithin(bytes[at + next], { from: 0x80, to: 0xbf })) return 0;
  }
  return lead.length;
}

function isWithin(byte: number | undefined, { from, to }: Range): boolean {
  return byte !== undefined && byte >= from && byte <= to;
}
