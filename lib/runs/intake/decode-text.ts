import type { Encoding } from "@/lib/runs/run";

/** Text as it comes out of bytes that come in pieces of any size. A mark at the beginning is no part of it. */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

/** Looks at a file piece by piece; tells in the end whether all of it is valid UTF-8. */
export function createUtf8Check() {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  const read = (piece?: Uint8Array) => {
    if (!isUtf8) return;
    try {
      decoder.decode(piece, { stream: piece !== undefined });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      isUtf8 = false;
    }
  };
  return {
    add: (piece: Uint8Array) => read(piece),
    end: () => {
      read();
      return isUtf8;
    },
  };
}
