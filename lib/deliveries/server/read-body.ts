import "server-only";

export type BodyRead =
  { kind: "read"; body: Buffer } | { kind: "too_large" } | { kind: "too_slow" } | { kind: "broken" };

type Bounds = { bytesMax: number; timeoutMs: number };

/**
 * Reads a body of at most `bytesMax`, whatever its headers claim, and stops at the first byte beyond. `broken`: the sender
 * went away, or sent another number of bytes than it declared.
 */
export async function readBody(request: Request, { bytesMax, timeoutMs }: Bounds): Promise<BodyRead> {
  const declared = declaredLength(request.headers);
  if (declared !== null && declared > bytesMax) return refuse(request, { kind: "too_large" });
  if (!request.body) return { kind: "read", body: Buffer.alloc(0) };
  const reader = request.body.getReader();
  const { promise: late, resolve: giveUp } = Promise.withResolvers<"too_slow">();
  const timer = setTimeout(giveUp, timeoutMs, "too_slow" as const);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), late]);
      if (read === "too_slow") return stop(reader, { kind: "too_slow" });
      if (read.done) break;
      size += read.value.byteLength;
      if (size > bytesMax) return stop(reader, { kind: "too_large" });
      chunks.push(read.value);
    }
  } catch {
    // A connection that broke is no error of ours; the sender comes again.
    return { kind: "broken" };
  } finally {
    clearTimeout(timer);
  }
  return declared !== null && declared !== size
    ? { kind: "broken" }
    : { kind: "read", body: Buffer.concat(chunks, size) };
}

function declaredLength(headers: Headers): number | null {
  const text = headers.get("content-length");
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function refuse(request: Request, refusal: BodyRead): BodyRead {
  void request.body?.cancel().catch(ignore);
  return refusal;
}

function stop(reader: ReadableStreamDefaultReader<Uint8Array>, refusal: BodyRead): BodyRead {
  void reader.cancel().catch(ignore);
  return refusal;
}

/** What is left of a refused body does not matter, nor whether stopping it worked. */
function ignore(): void {
  return undefined;
}
