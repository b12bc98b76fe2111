// Loaded before the server: `node --import ./lib/http/front.ts server`. It stands before Next, which answers some raw paths
// with a redirect (senders of webhooks count 3xx as failure), has a 500 for an action that a page of no origin sends, and knows
// no bound for a slow sender. Nothing may be imported
// here but Node's own modules, types and parts of the front: no alias is resolved and nothing is compiled this early.
import { syncBuiltinESMExports } from "node:module";
import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isIP } from "node:net";
import type { CallbackLane } from "@/lib/http/callback-lane";
import { createProtect } from "./front-headers.ts";

/** A header not complete after this long is answered 408. */
const HEADERS_TIMEOUT_MS = 10_000;
/** The whole of any request: a file of 50 MB by a line of half a megabit a second. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/** What is no file's. Routes that expect little bound themselves further. */
const BODY_TIMEOUT_MS = 60_000;
const UPLOAD = /^\/api\/runs\/upload(?:\?|$)/;
const CHECK_EVERY_MS = 1000;
/** A callback whose body is not whole by then has its connection closed, whatever it was answered. Its route gives up before. */
const CALLBACK_BODY_TIMEOUT_MS = 16_000;
const CALLBACKS = "/api/webhooks/";
const CALLBACK = /^\/api\/webhooks\/apollo\/([^/?#]+)(?:\?|$)/;

const SHORT_BODY = 64 * 1024;

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;
type Asked = {
  url?: string | undefined;
  host?: string | undefined;
  method?: string | undefined;
  origin?: string | undefined;
};
export type Refusal = { status: 403 | 404 | 421; error: string };

/** Called by servers with a token or key of their own; no cookie counts there. */
const WITHOUT_COOKIES = /^\/api\/(?:webhooks|sandbox)\//;

/** The host of an address or a Host header, lower case, without its port. Null when there is none to read. */
function hostOf(authority: string): string | null {
  const match = /^(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)(?::\d*)?$/.exec(authority.trim());
  return match?.[1]?.toLowerCase().replace(/\.$/, "") ?? null;
}

function isLoopback(host: string): boolean {
  if (host === "localhost" || host.endsWith(".localhost") || host === "[::1]") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/** `publicHost` is null where the app is reached by whatever name this machine has. */
export type Own = { origin: string | null; publicHost: string | null };

export function readOwn(appUrl: string | undefined): Own {
  if (!appUrl || !URL.canParse(appUrl)) return { origin: null, publicHost: null };
  const { host, origin } = new URL(appUrl);
  const name = hostOf(host);
  return { origin, publicHost: name === null || isLoopback(name) ? null : name };
}

/** Why a request is not let through to Next, or null. Decided by the raw target: Next would normalise it and redirect. */
export function refusalOf({ url = "/", host = "", method = "GET", origin }: Asked, own: Own): Refusal | null {
  const path = url.split("?", 1)[0] ?? "/";
  // No text holds a NUL: nothing of ours asks for one, and the database takes none.
  if (isOddPath(path) || url.includes("%00")) return { status: 404, error: "not_found" };
  if (!isKnownHost(host, own)) return { status: 421, error: "unknown_host" };
  const isForeign = origin !== undefined && mayChange(method, path) && !isOwnOrigin(origin, host, own);
  return isForeign ? { status: 403, error: "cross_origin" } : null;
}

function isKnownHost(host: string, { publicHost }: Own): boolean {
  const asked = hostOf(host);
  return publicHost === null || asked === publicHost || (asked !== null && isLoopback(asked));
}

/** Whether a browser's cookies could change something by it. */
function mayChange(method: string, path: string): boolean {
  return !["GET", "HEAD", "OPTIONS"].includes(method) && !WITHOUT_COOKIES.test(path);
}

/** No page can choose the Host that its own origin is compared with. `null`, as sandboxed frames say, is nobody's origin. */
function isOwnOrigin(origin: string, host: string, own: Own): boolean {
  if (origin === own.origin) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, host: named, hostname } = new URL(origin);
  const isSame = /^https?:$/.test(protocol) && named === host.trim().toLowerCase();
  return isSame && (own.publicHost === null || isLoopback(hostname));
}

/**
 * Next normalises double and back slashes by a redirect, would take an address of ours with a slash at its end, and breaks
 * on one that is no text.
 */
function isOddPath(path: string): boolean {
  if (!path.startsWith("/") || path.includes("//") || /\\|%5c|%2f/i.test(path) || !isText(path)) return true;
  return path.startsWith("/api/") && path.endsWith("/");
}

function isText(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false; // No encoding, or not one of UTF-8.
  }
}

/** How long a body may take to come. */
export function bodyTimeoutOf(method: string | undefined, url: string | undefined): number {
  return method === "POST" && UPLOAD.test(url ?? "") ? REQUEST_TIMEOUT_MS : BODY_TIMEOUT_MS;
}

const hasBody = ({ headers }: IncomingMessage) =>
  "transfer-encoding" in headers || Number(headers["content-length"] ?? 0) > 0;

/** Nobody who is refused early, as a stranger is, may keep a connection by sending on. */
function boundBody(request: IncomingMessage, timeoutMs: number): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, timeoutMs);
  if (request.closed) clearTimeout(timer);
  request.once("close", () => {
    clearTimeout(timer);
  });
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, error }: Refusal): void {
  const body = JSON.stringify({ ok: false, error });
  const isShort =
    Number(request.headers["content-length"] ?? 0) <= SHORT_BODY && !("transfer-encoding" in request.headers);
  // A short body is read to its end, so that its sender is still there to hear the answer.
  if (isShort) request.resume();
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...(!isShort && { Connection: "close" }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Set by lib/http/callback-lane.ts once the server is up. */
const held = globalThis as typeof globalThis & { perihelionCallbackLane?: CallbackLane };

/** The token that a callback speaks for, decoded as Next does; null for every other request. */
export function callbackTokenOf(method: string | undefined, url: string | undefined): string | null {
  const token = method === "POST" ? CALLBACK.exec(url ?? "")?.[1] : undefined;
  return token === undefined ? null : decodeURIComponent(token);
}

/** Puts the front before a server's own listener and gives the server its bounds. */
function guard(listener: Listener, own: Own): Listener {
  // eslint-disable-next-line house/env-wall -- nothing of ours can be imported this early
  const isDevelopment = process.env.NODE_ENV !== "production";
  const protect = createProtect({ isHttps: own.origin?.startsWith("https:") === true, isDevelopment });
  return (request, response) => {
    const { url, method, headers } = request;
    // Who sends callbacks is no browser: their route says what little they need.
    const bodyTimeoutMs = bodyTimeoutOf(method, url);
    if (url?.startsWith(CALLBACKS)) boundBody(request, CALLBACK_BODY_TIMEOUT_MS);
    else protect(request, response);
    if (hasBody(request)) boundBody(request, bodyTimeoutMs);
    // Whoever was answered has heard it soon.
    if (bodyTimeoutMs > BODY_TIMEOUT_MS)
      response.once("finish", () => {
        boundBody(request, CALLBACK_BODY_TIMEOUT_MS);
      });
    const refusal = refusalOf({ url, method, host: headers.host, origin: headers.origin }, own);
    if (refusal) {
      refuse(request, response, refusal);
      return undefined;
    }
    const lane = held.perihelionCallbackLane;
    const token = callbackTokenOf(method, url);
    return lane && token !== null ? lane(request, response, token) : listener(request, response);
  };
}

/** Every server this process makes from now on has the front. Idempotent. */
export function installFront(appUrl: string | undefined): void {
  const original = http.createServer as (...given: unknown[]) => Server;
  const marked = original as { hasFront?: boolean };
  if (marked.hasFront) return;
  const own = readOwn(appUrl);
  const fronted = (...given: unknown[]): Server => {
    const listener = given.find((value): value is Listener => typeof value === "function");
    const options = given.find((value) => typeof value === "object" && value !== null) ?? {};
    const bounds = { connectionsCheckingInterval: CHECK_EVERY_MS };
    const server = original({ ...options, ...bounds }, ...(listener ? [guard(listener, own)] : []));
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    return server;
  };
  http.createServer = Object.assign(fronted, { hasFront: true });
  syncBuiltinESMExports();
}

// eslint-disable-next-line house/env-wall -- nothing of ours can be imported this early
installFront(process.env["APP_URL"]);
