import "server-only";
import { cookies, headers } from "next/headers";
import { toClientAddress } from "@/lib/auth/client-address";
import {
  AUTH_COOKIES,
  decodeSessionToken,
  encodeSessionToken,
  SESSION_MAX_AGE_S,
  type SessionToken,
} from "@/lib/auth/session-token";

const { name, options } = AUTH_COOKIES.sessionToken;

/** Gives this browser the session. Only in an action or a route. */
export async function writeSessionCookie(token: SessionToken): Promise<void> {
  const value = await encodeSessionToken(token);
  (await cookies()).set(name, value, { ...options, maxAge: SESSION_MAX_AGE_S });
}

/** Takes the session from this browser. A cookie with the `__Host-` prefix goes only with the attributes that it came with. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/** What this request's cookie claims; whether it still counts is for `findSession` to say. */
export async function readSessionToken(): Promise<SessionToken | null> {
  return decodeSessionToken((await cookies()).get(name)?.value);
}

/** The address this request is counted against. */
export async function readClientAddress(): Promise<string> {
  return toClientAddress(await headers());
}

/** The same where there is a request; null for what the program does by itself. */
export async function findClientAddress(): Promise<string | null> {
  try {
    return await readClientAddress();
  } catch {
    return null; // Next throws outside of a request.
  }
}
