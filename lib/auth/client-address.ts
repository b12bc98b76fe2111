import "server-only";
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { env } from "@/lib/env/server";

/** The header that carries the socket's address. Its name is random per process, so that no client can send it. */
const held = globalThis as typeof globalThis & { perihelionPeerHeader?: string };

const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|fe[89ab]|f[cd])/i;

/**
 * From now on every request of this process carries its socket's address. Next offers none: what it puts in
 * `x-forwarded-for` is whatever the client sent, when it sent one. Called at the start of the process; idempotent.
 */
export function notePeerAddresses(): void {
  if (held.perihelionPeerHeader) return;
  const name = `x-peer-${randomBytes(16).toString("hex")}`;
  held.perihelionPeerHeader = name;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[name] = request.socket.remoteAddress ?? "";
  });
}

/**
 * The address that a sign-in is counted against. It is the socket's. Only where APP_URL is https, which this server does not
 * speak itself, is there a proxy in front: then, for a peer on a private network, it is the right-most entry of
 * `x-forwarded-for`, the one that this proxy wrote; anything left of it came from the client. IPv6 counts by /64, which
 * is what one subscriber holds. `unknown`, one shared account, until the first request is seen.
 */
export function toClientAddress(headers: Headers): string {
  const peer = held.perihelionPeerHeader ? headers.get(held.perihelionPeerHeader) : null;
  if (!peer) return "unknown";
  const address = toPlainAddress(peer);
  const isProxy = env.APP_URL.startsWith("https:") && PRIVATE.test(address);
  const forwarded = isProxy ? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return toSubscriber(forwarded && isIP(forwarded) ? toPlainAddress(forwarded) : address);
}

function toPlainAddress(address: string): string {
  // This machine is one address, by whichever protocol it talks to itself.
  if (address === "::1") return "127.0.0.1";
  return address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
}

function toSubscriber(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...new Array<string>(zeros).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
