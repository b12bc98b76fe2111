import "server-only";

/** A text file that is sent as it is made, in bounded memory. A failure in the middle breaks the download off. */
export function toStreamedAttachment(parts: AsyncGenerator<string>, file: { name: string; type: string }): Response {
  return new Response(toStream(parts), {
    headers: {
      "Content-Type": `${file.type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${file.name.replace(/[^\w.-]/g, "_")}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** Lines of JSON, each sent as soon as it is there. */
export function toStreamedAnswer(lines: AsyncGenerator<string>): Response {
  return new Response(toStream(lines), {
    headers: { "Content-Type": "application/x-ndjson; charset=utf-8", "Cache-Control": "no-store, no-transform" },
  });
}

/** Asks for the next part only when it can be taken; ends the maker when nobody listens any more. */
function toStream(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await parts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => {
      await parts.return(undefined);
    },
  });
}
