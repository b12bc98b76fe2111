import "server-only";
import { AppError } from "@/lib/errors/app-error";

type Declared = { bytes: number; bytesMax: number };

/**
 * A request's body as it comes, for one reader. Ends only when as many bytes came as were declared; throws `invalid_input` with a
 * sentence for more or fewer. Whoever stops reading before its end leaves the rest to be read and dropped: a browser hears the
 * answer only while somebody takes what it sends.
 */
export async function* readWholeBody(request: Request, { bytes, bytesMax }: Declared): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  let total = 0;
  let isOver = !reader;
  try {
    while (reader) {
      const { done, value } = await reader.read();
      isOver = done;
      if (done) break;
      total += value.byteLength;
      if (total > bytes && total <= bytesMax) throw differs(total, bytes);
      yield value;
    }
    if (total !== bytes) throw differs(total, bytes);
  } finally {
    if (reader && !isOver) void drop(reader, bytesMax);
  }
}

/** As much as a file may have; whoever sends more than that is cut off. */
async function drop(reader: ReadableStreamDefaultReader<Uint8Array>, bytesMax: number): Promise<void> {
  try {
    for (let total = 0; total <= bytesMax;) {
      const { done, value } = await reader.read();
      if (done) return;
      total += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender went away, which ends it too.
    return;
  }
}

function differs(total: number, declared: number): AppError {
  const say = `The file did not arrive whole: ${total.toLocaleString("en")} of ${declared.toLocaleString("en")} bytes. Upload it again.`;
  return new AppError("invalid_input", "a body of another length than declared", { say, fields: { file: say } });
}
