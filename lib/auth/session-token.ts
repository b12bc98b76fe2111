import "server-only";
import { LRUCache } from "lru-cache";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env/server";

/** All that a cookie says: which session, whose, and under which version of the account. Everything else is in the database. */
export const SessionToken = z.object({
  sessionId: z.string().min(1).max(64),
  userId: z.string().min(1).max(64),
  sessionVersion: z.number().int(),
});
export type SessionToken = z.infer<typeof SessionToken>;

/** The longest life of a session, measured by the database; the browser keeps the cookie as long. */
export const SESSION_MAX_AGE_S = 30 * 24 * 60 * 60;

/** Past the session's own end, so that a clock that jumps ends nobody's session: the database decides. */
const TOKEN_MAX_AGE_S = SESSION_MAX_AGE_S + 5 * 24 * 60 * 60;

const isSecure = env.APP_URL.startsWith("https:");
const cookieOptions = { httpOnly: true, secure: isSecure, sameSite: "lax", path: "/" } as const;

function toCookie(name: string) {
  return { name: isSecure ? `__Host-${name}` : name, options: cookieOptions };
}

export const AUTH_COOKIES = {
  sessionToken: toCookie("next-auth.session-token"),
  callbackUrl: toCookie("next-auth.callback-url"),
  csrfToken: toCookie("next-auth.csrf-token"),
  // These three tie what the identity provider answers to the browser that was sent to it.
  pkceCodeVerifier: toCookie("next-auth.pkce.code_verifier"),
  state: toCookie("next-auth.state"),
  nonce: toCookie("next-auth.nonce"),
};

export function encodeSessionToken(token: SessionToken): Promise<string> {
  return encode({ token, secret: env.NEXTAUTH_SECRET, maxAge: TOKEN_MAX_AGE_S });
}

/** To unseal a cookie costs as much as to read a page of a list; what one says never changes. */
const unsealed = new LRUCache<string, SessionToken>({ max: 2000 });

/**
 * Null for anything that this installation did not seal, whatever it is. Whether its session is still open the database
 * says, each time.
 */
export async function decodeSessionToken(cookie: string | undefined): Promise<SessionToken | null> {
  if (!cookie) return null;
  const known = unsealed.get(cookie);
  if (known) return known;
  const token = await decode({ token: cookie, secret: env.NEXTAUTH_SECRET }).catch(() => null);
  const read = SessionToken.safeParse(token).data ?? null;
  if (read) unsealed.set(cookie, read);
  return read;
}
