import "server-only";
import { z } from "zod";

const BODY_BYTES_MAX = 1024 * 1024;

/** A request as the emulator reads it. `given` merges query and body; the body wins. */
export type SandboxWireCall = {
  method: string;
  path: string;
  query: URLSearchParams;
  key: string | null;
  given: Record<string, unknown>;
  body: "none" | "read" | "unreadable" | "too_large";
};

function readKey(headers: Headers): string | null {
  const bearer = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return headers.get("x-api-key") ?? bearer ?? null;
}

async function readText(request: Request): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_BYTES_MAX) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const JsonObject = z.record(z.string(), z.unknown());

function parseBody(text: string): { body: SandboxWireCall["body"]; fields: Record<string, unknown> } {
  if (text.trim() === "") return { body: "none", fields: {} };
  try {
    const parsed = JsonObject.safeParse(JSON.parse(text));
    return parsed.success ? { body: "read", fields: parsed.data } : { body: "unreadable", fields: {} };
  } catch {
    return { body: "unreadable", fields: {} };
  }
}

/** Never throws for what a client may send. */
export async function readCall(request: Request, prefix: string): Promise<SandboxWireCall> {
  const url = new URL(request.url);
  const base = {
    method: request.method,
    path: url.pathname.slice(prefix.length),
    query: url.searchParams,
    key: readKey(request.headers),
  };
  const text = await readText(request);
  if (text === null) return { ...base, given: {}, body: "too_large" };
  const { body, fields } = parseBody(text);
  return { ...base, given: { ...Object.fromEntries(url.searchParams), ...fields }, body };
}
