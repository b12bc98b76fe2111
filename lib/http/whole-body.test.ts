import { expect, test } from "vitest";
import { readWholeBody } from "@/lib/http/whole-body";

const BOUND = 100;

/** A body in pieces, which says how much of it was taken and whether it was cut off. */
function aBody(pieces: readonly number[]) {
  const seen = { taken: 0, isCut: false };
  const left = [...pieces];
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const next = left.shift();
      if (next === undefined) {
        controller.close();
        return;
      }
      seen.taken += next;
      controller.enqueue(new Uint8Array(next));
    },
    cancel: () => {
      seen.isCut = true;
    },
  });
  const request = new Request("http://perihelion.example/", { method: "POST", body, duplex: "half" } as RequestInit);
  return { request, seen };
}

async function read(request: Request, bytes: number): Promise<number> {
  let total = 0;
  for await (const piece of readWholeBody(request, { bytes, bytesMax: BOUND })) total += piece.length;
  return total;
}

test("a body of the length that was declared is given whole", async () => {
  expect(await read(aBody([10, 20, 5]).request, 35)).toBe(35);
  expect(await read(aBody([]).request, 0)).toBe(0);
});

test.each([34, 36, 0])("declared as %s bytes, one of 35 is refused in words", async (bytes) => {
  await expect(read(aBody([10, 20, 5]).request, bytes)).rejects.toMatchObject({
    code: "invalid_input",
    say: expect.stringContaining("did not arrive whole") as string,
  });
});

test("what nobody reads any more is taken and dropped, so that its sender hears the answer; but not for ever", async () => {
  const short = aBody([10, 10, 10, 10, 10]);
  for await (const piece of readWholeBody(short.request, { bytes: 50, bytesMax: BOUND })) if (piece.length) break;
  await expect.poll(() => short.seen.taken).toBe(50);
  expect(short.seen.isCut).toBe(false);
  const endless = aBody(Array.from({ length: 100 }, () => 10));
  for await (const piece of readWholeBody(endless.request, { bytes: 50, bytesMax: BOUND })) if (piece.length) break;
  await expect.poll(() => endless.seen.isCut).toBe(true);
  expect(endless.seen.taken).toBeLessThan(2 * BOUND + 50);
});
