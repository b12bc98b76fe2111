import "server-only";
import type { NextRequest } from "next/server";
import { callNextAuth } from "@/lib/auth/call-next-auth";
import { toClientAddress } from "@/lib/auth/client-address";
import { isCrossOrigin } from "@/lib/auth/is-cross-origin";
import type { OidcIdentity } from "@/lib/auth/oidc";
import { answerOidcCall, isOidcCall } from "@/lib/auth/oidc-calls";
import { createNextAuthOptions, type SignInUses } from "@/lib/auth/next-auth-options";
import { readAuthCall } from "@/lib/auth/read-auth-call";
import type { SessionToken } from "@/lib/auth/session-token";
import { AppError } from "@/lib/errors/app-error";
import { ERRORS } from "@/lib/errors/errors";
import { toAppError, toPublicError } from "@/lib/errors/to-public-error";
import { env } from "@/lib/env/server";

/** next-auth also answers `_log`, by which anybody could write into the log, and providers that do not exist here. */
const ALLOWED = new Set([
  ...["GET session", "GET csrf", "GET providers", "GET signin", "GET signout", "GET error"],
  ...["POST signin", "POST signin/credentials", "POST callback/credentials", "POST signout", "POST session"],
]);

/** Each with the address that its caller is counted against. */
export type AuthRouteUses = {
  signIn: (form: Record<string, unknown>, address: string) => Promise<SessionToken>;
  enter: (identity: OidcIdentity, address: string) => Promise<SessionToken>;
  /** An answer of the identity provider led nowhere. */
  refuseAnswer: (reason: string, address: string) => Promise<void>;
  signOut: (token: SessionToken, address: string) => Promise<void>;
  refuseUpdate: (token: SessionToken, address: string) => Promise<void>;
};

type AuthRouteContext = { params: Promise<{ nextauth: string[] }> };

/**
 * The route of `/api/auth/*`. Anyone may call it. Calls from other origins are refused, return addresses elsewhere become
 * `/`, a throttled sign-in is a 429 with `Retry-After`, and a database that does not answer is a 503 that signs nobody out.
 */
export function createAuthRoute(uses: AuthRouteUses) {
  return async (request: NextRequest, context: AuthRouteContext): Promise<Response> => {
    try {
      return await answer(request, (await context.params).nextauth, uses);
    } catch (error) {
      return refuse(error);
    }
  };
}

async function answer(request: NextRequest, segments: string[], uses: AuthRouteUses): Promise<Response> {
  if (isCrossOrigin(request)) throw new AppError("forbidden", "cross-origin call of sign-in");
  const asked = `${request.method} ${segments.join("/")}`;
  if (!ALLOWED.has(asked) && !isOidcCall(asked)) throw new AppError("not_found", "no such sign-in route");
  const call = await readAuthCall(request, segments);
  const failures: unknown[] = [];
  const address = toClientAddress(request.headers);
  const noteFailure = (error: unknown) => void failures.push(error);
  const signIn = async (form: Record<string, unknown>) => {
    const token = await uses.signIn(form, address).catch(noteFailure);
    return token ?? null;
  };
  const here: SignInUses = {
    signIn,
    enter: (identity) => uses.enter(identity, address),
    signOut: (token) => uses.signOut(token, address),
    refuseUpdate: (token) => uses.refuseUpdate(token, address),
    noteFailure,
  };
  const options = createNextAuthOptions(here);
  // A wrong password is next-auth's to answer; a throttled one, or a lost database, has a status of its own.
  const failure = () => failures.map(toAppError).find(({ code }) => code !== "unauthenticated");
  if (isOidcCall(asked)) {
    const noteRefusal = (reason: string) => uses.refuseAnswer(reason, address);
    return answerOidcCall(call, { options, address, failure, noteRefusal });
  }
  const answered = await callNextAuth(call, options);
  const failed = failure();
  if (failed) throw failed;
  return answered;
}

function refuse(error: unknown): Response {
  const refused = toPublicError(error, "/api/auth");
  const headers = new Headers({ "Cache-Control": "private, no-store" });
  if (refused.retryAfterS !== undefined) headers.set("Retry-After", String(refused.retryAfterS));
  const url = `${env.APP_URL}/sign-in?error=${refused.code}`;
  return Response.json({ error: refused, url }, { status: ERRORS[refused.code].status, headers });
}
