import "server-only";
import type { AuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import { type AuthCall, callNextAuth } from "@/lib/auth/call-next-auth";
import { oidc, OIDC_ID } from "@/lib/auth/oidc";
import { toSameOriginPath } from "@/lib/auth/same-origin-path";
import { AUTH_COOKIES } from "@/lib/auth/session-token";
import { findSignInWait, forgiveAttempts, reserveSignIn } from "@/lib/auth/sign-in-failure-store";
import { keyedDigest } from "@/lib/crypto/digest";
import { AppError } from "@/lib/errors/app-error";
import { toPublicError } from "@/lib/errors/to-public-error";
import { env } from "@/lib/env/server";

type Calling = {
  options: AuthOptions;
  address: string;
  /** The first failure that next-auth swallowed, if it is one to tell. */
  failure: () => AppError | undefined;
  /** An answer of the identity provider led nowhere. */
  noteRefusal: (reason: string) => Promise<void>;
};

const WHERE = "/api/auth/oidc";
const NOTED: ReadonlySet<string> = new Set(["oidc_stale", "oidc_failed"]);

const STEPS: Record<string, (call: AuthCall, calling: Calling) => Promise<Response>> = {
  [`GET signin/${OIDC_ID}`]: begin,
  [`GET callback/${OIDC_ID}`]: finish,
};

/** Whether `asked` is a step of a sign-in with the identity provider, where there is one. */
export function isOidcCall(asked: string): boolean {
  return oidc !== null && Object.hasOwn(STEPS, asked);
}

/** Both steps are followed by a browser, so whatever they come to is a page: the provider's, ours, or sign-in with a sentence. */
export async function answerOidcCall(call: AuthCall, calling: Calling): Promise<Response> {
  try {
    const step = STEPS[`${call.method} ${call.segments.join("/")}`];
    if (!step) throw new AppError("not_found", "no such step");
    return await step(call, calling);
  } catch (error) {
    const { code } = toPublicError(error, WHERE);
    // Nothing was done: a database that cannot note it is logged, and the person goes back all the same.
    if (NOTED.has(code)) await calling.noteRefusal(code).catch((lost: unknown) => void toPublicError(lost, WHERE));
    return toSignIn(call, code);
  }
}

/**
 * Sends the browser to the provider. A link begins it, because it must work before scripts do and a browser holds a form's
 * redirects against `form-action`; a link of another site leads to our sign-in page instead, so nobody is signed in unasked.
 */
async function begin(call: AuthCall, { options, address }: Calling): Promise<Response> {
  if (/^(cross|same)-site$/.test(call.headers["sec-fetch-site"] ?? "")) return toSignIn(call);
  const waitS = await findSignInWait({ email: "", accountKey: toAttemptKey(""), address });
  if (waitS > 0) throw new AppError("too_many_requests", "sign-in throttled", { retryAfterS: waitS });
  const answered = await callNextAuth(await asConfirmed(call, options), options);
  const state = new URL(answered.headers.get("location") ?? "/", env.APP_URL).searchParams.get("state");
  if (!state) throw new AppError("oidc_failed", "the provider's configuration could not be read");
  // Counts as failed until the provider's answer says otherwise, so that one address cannot begin without end.
  const reserved = await reserveSignIn({ email: "", accountKey: toAttemptKey(state), address });
  if (!reserved.isAllowed) throw new AppError("too_many_requests", "sign-in throttled", reserved);
  return answered;
}

/** next-auth begins only what a form with its token asks for; this is that form. None of the address goes to the provider. */
async function asConfirmed(call: AuthCall, options: AuthOptions): Promise<AuthCall> {
  const { name } = AUTH_COOKIES.csrfToken;
  const asked = { ...call, segments: ["csrf"], query: {}, cookies: {} };
  const answered = await callNextAuth(asked, options);
  const { csrfToken } = (await answered.json()) as { csrfToken: string };
  const line = answered.headers.getSetCookie().find((text) => text.startsWith(`${name}=`)) ?? "";
  const sealed = decodeURIComponent(line.slice(name.length + 1).split(";", 1)[0] ?? "");
  const { callbackUrl = env.APP_URL, prompt } = call.query;
  return {
    ...call,
    method: "POST",
    query: prompt === "login" ? { prompt } : {},
    body: { csrfToken, callbackUrl },
    cookies: { [name]: sealed },
  };
}

async function finish(call: AuthCall, { options, failure }: Calling): Promise<Response> {
  const { state, error } = call.query;
  if (!state || state !== (await readState(call))) throw new AppError("oidc_stale", "no such sign-in in this browser");
  if (error === "access_denied") throw new AppError("oidc_denied", "cancelled at the provider");
  if (error !== undefined) throw new AppError("oidc_failed", `the provider said ${error.slice(0, 100)}`);
  const answered = await callNextAuth(call, options);
  const refused = failure();
  if (refused) throw refused;
  // Its own errors lead to pages of its own.
  if (answered.headers.get("location")?.startsWith(`${env.APP_URL}/api/auth/`) !== false) {
    throw new AppError("oidc_failed", "the provider's answer was not accepted");
  }
  await forgiveAttempts(toAttemptKey(state));
  return answered;
}

/** The state that this browser was sent away with, in the last 15 minutes. */
async function readState({ cookies }: AuthCall): Promise<unknown> {
  const { name } = AUTH_COOKIES.state;
  const sealed = { token: cookies[name] ?? "", secret: env.NEXTAUTH_SECRET, salt: name };
  const kept = await decode(sealed).catch(() => null);
  return kept?.["value"];
}

function toAttemptKey(state: string): string {
  return keyedDigest("sign-in with the identity provider", state);
}

function toSignIn({ query, cookies }: AuthCall, error?: string): Response {
  const target = query["callbackUrl"] ?? cookies[AUTH_COOKIES.callbackUrl.name];
  const next = toSameOriginPath(target, env.APP_URL);
  const address = new URL("/sign-in", env.APP_URL);
  if (error !== undefined) address.searchParams.set("error", error);
  if (next !== "/") address.searchParams.set("next", next);
  return new Response(null, {
    status: 302,
    headers: { Location: address.href, "Cache-Control": "private, no-store" },
  });
}
