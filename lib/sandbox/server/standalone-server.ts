import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { log } from "@/lib/log/log";
import { answerSandbox } from "@/lib/sandbox/server/answer-sandbox";
import { STANDALONE } from "@/lib/sandbox/server/mount";
import { json, type SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";

const BODY_BYTES_MAX = 1024 * 1024;
const DRIP_BYTES = 16;
const DRIP_EVERY_MS = 20;

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toRequest(incoming: IncomingMessage, body: Buffer): Request {
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const method = incoming.method ?? "GET";
  const hasBody = body.length > 0 && method !== "GET" && method !== "HEAD";
  const url = new URL(incoming.url ?? "/", "http://sandbox.localhost");
  return new Request(url, { method, headers, ...(hasBody && { body: new Uint8Array(body) }) });
}

async function drip(response: ServerResponse, body: string): Promise<void> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length && !response.destroyed; at += DRIP_BYTES) {
    response.write(bytes.subarray(at, at + DRIP_BYTES));
    await pause(DRIP_EVERY_MS);
  }
  response.end();
}

/** With the socket at hand, a fault is what it says: a reset sends RST, and a hang sends nothing until the client leaves. */
async function respond({ status, headers, body, fault }: SandboxAnswer, response: ServerResponse): Promise<void> {
  if (fault === "hang") return;
  if (fault === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) });
  if (fault === "drip") await drip(response, body);
  else response.end(body);
}

async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  const tooLarge = json(413, { error: "Payload Too Large" });
  await respond(body === null ? tooLarge : await answerSandbox(toRequest(incoming, body), STANDALONE), response);
}

/** The emulator as a server of its own. The caller lets it listen, on loopback. */
export function createSandboxServer(): Server {
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      log.error({ err: error }, "the practice world could not answer");
      if (!response.headersSent) response.writeHead(503);
      response.end();
    });
  });
  // A fault proxy or a paused client may keep a kept connection longer than the default five seconds.
  server.keepAliveTimeout = 60_000;
  return server;
}
