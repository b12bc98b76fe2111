import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { createOidcProvider, oidc, type OidcIdentity, toIdentity } from "@/lib/auth/oidc";
import { toSameOriginPath } from "@/lib/auth/same-origin-path";
import { findSession, type Session } from "@/lib/auth/session-store";
import { AUTH_COOKIES, SESSION_MAX_AGE_S, SessionToken } from "@/lib/auth/session-token";
import { env } from "@/lib/env/server";
import { log } from "@/lib/log/log";

/** What sign-in means to this installation; the domain provides it, next-auth calls it. */
export type SignInUses = {
  /** Resolves to the new session; null when refused, having kept the reason for the answer. */
  signIn: (form: Record<string, unknown>) => Promise<SessionToken | null>;
  /** The same for somebody whom the identity provider vouches for. */
  enter: (identity: OidcIdentity) => Promise<SessionToken>;
  signOut: (token: SessionToken) => Promise<void>;
  /** A client tried to change its own session. Nothing of what it sent is used. */
  refuseUpdate: (token: SessionToken) => Promise<void>;
  /** Hears of every failure in here: next-auth itself takes each for an ended session. */
  noteFailure: (error: unknown) => void;
};

const fixed = {
  secret: env.NEXTAUTH_SECRET,
  useSecureCookies: env.APP_URL.startsWith("https:"),
  cookies: AUTH_COOKIES,
  session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_S },
  pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
  logger: {
    // An ended session is an everyday event to us and an error to next-auth, which also passes tokens as metadata.
    error: (code, metadata) => {
      // What is wrong with the identity provider, an admin learns here alone.
      const isProviders = code.includes("OAUTH");
      const reason = isProviders ? (metadata instanceof Error ? metadata : metadata.error).message : undefined;
      log.info({ code, reason }, "next-auth refused");
    },
    warn: (code) => {
      log.debug({ code }, "next-auth warned");
    },
    debug: () => undefined,
  },
} satisfies Partial<AuthOptions>;

/**
 * next-auth as this program uses it: the cookie holds a `SessionToken` and nothing else, and each use of it asks the
 * database. What a client sends to `session.update()` never reaches the token.
 */
export function createNextAuthOptions(uses: SignInUses): AuthOptions {
  return {
    ...fixed,
    providers: [
      ...(oidc ? [createOidcProvider(oidc)] : []),
      CredentialsProvider({
        name: "Email and password",
        credentials: { email: { label: "Email", type: "email" }, password: { label: "Password", type: "password" } },
        authorize: async (form) => {
          const token = await uses.signIn(form ?? {});
          return token && { id: token.userId, token };
        },
      }),
    ],
    callbacks: {
      redirect: ({ url }) => `${env.APP_URL}${toSameOriginPath(url, env.APP_URL)}`,
      jwt: async ({ token, user, account, profile, trigger }) => {
        if (account?.type === "oauth") return requireEntry(profile, uses);
        if (trigger === "signIn") return SessionToken.parse("token" in user ? user.token : null);
        const claimed = SessionToken.parse(token);
        await requireSession(claimed, uses);
        if (trigger === "update") await uses.refuseUpdate(claimed).catch(uses.noteFailure);
        return claimed;
      },
      session: async ({ session, token }) => {
        const { userId, name, email } = await requireSession(SessionToken.parse(token), uses);
        return { expires: session.expires, user: { id: userId, name, email } };
      },
    },
    events: { signOut: ({ token }) => uses.signOut(SessionToken.parse(token)).catch(uses.noteFailure) },
  };
}

async function requireEntry(claims: unknown, { enter, noteFailure }: SignInUses): Promise<SessionToken> {
  if (!oidc) throw new Error("no identity provider");
  try {
    return await enter(toIdentity(claims, oidc));
  } catch (error) {
    noteFailure(error);
    throw error;
  }
}

async function requireSession(token: SessionToken, { noteFailure }: SignInUses): Promise<Session> {
  const session = await findSession(token).catch(noteFailure);
  if (!session) throw new Error("no live session");
  return session;
}
