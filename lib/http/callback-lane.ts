import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { log } from "@/lib/log/log";

/** The POST of `app/api/webhooks/apollo/[token]/route.ts`, as Next would call it. */
export type CallbackRoute = (request: Request, context: { params: Promise<{ token: string }> }) => Promise<Response>;

/** What the front hands a callback to. Resolves when it is answered. */
export type CallbackLane = (request: IncomingMessage, response: ServerResponse, token: string) => Promise<void>;

/** Where the front, which can import nothing, looks for the lane. Next serves the route as long as there is none. */
const held = globalThis as typeof globalThis & { perihelionCallbackLane?: CallbackLane };

/**
 * From now on the front calls `route` for callbacks itself, with the request and context that Next would give it: Next's
 * own way to a route costs most of what a callback costs (docs/adr/0009). Its answers are sent as they are.
 */
export function openCallbackLane(route: CallbackRoute): void {
  held.perihelionCallbackLane = createCallbackLane(route);
}

export function createCallbackLane(route: CallbackRoute): CallbackLane {
  return async (incoming, outgoing, token) => {
    try {
      const answer = await route(toRequest(incoming), { params: Promise.resolve({ token }) });
      await send(answer, outgoing);
    } catch (error) {
      log.error({ err: error }, "a callback's route failed");
      fail(outgoing);
    }
  };
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  // No route asks which host it was called by: the front has let it pass.
  return new Request(`http://localhost${incoming.url ?? "/"}`, {
    ...{ method: "POST", headers, duplex: "half" as const },
    // Node and the browser declare the same stream apart.
    body: Readable.toWeb(incoming) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>,
  });
}

async function send(answer: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), "content-length": body.length });
  outgoing.end(body);
}

function fail(outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(500, { "content-type": "application/json", "cache-control": "no-store" });
  outgoing.end(JSON.stringify({ ok: false, error: "internal" }));
}
