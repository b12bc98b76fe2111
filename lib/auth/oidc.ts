import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { env } from "@/lib/env/server";

export const OIDC_ID = "oidc";
const TIMEOUT_MS = 10_000;

export type OidcSettings = { issuer: string; clientId: string; clientSecret: string; name: string };

/** What the identity provider vouches for. */
export type OidcIdentity = {
  issuer: string;
  subject: string;
  /** Only where the provider itself says that it has been verified. */
  verifiedEmail: string | null;
};

/** Null where sign-in with an identity provider is not set up. */
export const oidc = readSettings();

function readSettings(): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env;
  if (!issuer || !clientId || !clientSecret) return null;
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host };
}

type Claims = Record<string, unknown>;

/** Code flow with PKCE, state and nonce; the token's signature, issuer, audience and times are checked by the client. */
export function createOidcProvider({ issuer, clientId, clientSecret, name }: OidcSettings): OAuthConfig<Claims> {
  return {
    ...{ id: OIDC_ID, type: "oauth", name, clientId, clientSecret },
    wellKnown: `${withoutSlash(issuer)}/.well-known/openid-configuration`,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email" } },
    httpOptions: { timeout: TIMEOUT_MS },
    userinfo: {
      request: async ({ client, tokens }) => {
        const claims = (tokens as unknown as { claims: () => Claims }).claims();
        // Many providers say the email only where they are asked for it.
        const isWhole = claims["email"] !== undefined && claims["email_verified"] !== undefined;
        if (isWhole || !client.issuer.metadata.userinfo_endpoint || !tokens.access_token) return claims;
        const asked = await client.userinfo(tokens.access_token);
        if (asked.sub !== claims["sub"]) throw new Error("userinfo is about somebody else");
        return { ...claims, email: asked.email, email_verified: asked.email_verified };
      },
    },
    profile: ({ sub }) => ({ id: String(sub) }),
  };
}

const IdentityClaims = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  // Plain ASCII: no letter that only looks like another, and none that becomes another when it is made small.
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.unknown(),
});

/** Reads verified claims. Throws `oidc_failed` when they are another issuer's, as behind a changed address, or no one's. */
export function toIdentity(claims: unknown, { issuer }: Pick<OidcSettings, "issuer">): OidcIdentity {
  const parsed = IdentityClaims.safeParse(claims).data;
  if (!parsed) throw new AppError("oidc_failed", "the token names no subject");
  if (withoutSlash(parsed.iss) !== withoutSlash(issuer)) {
    throw new AppError("oidc_failed", `the token is of ${parsed.iss.slice(0, 200)}, not of OIDC_ISSUER`);
  }
  const { sub: subject, email, email_verified: isVerified } = parsed;
  return { issuer: withoutSlash(issuer), subject, verifiedEmail: isVerified === true ? (email ?? null) : null };
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/+$/, "");
}
