import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import Provider, { type Configuration, type KoaContextWithOIDC } from "oidc-provider";

/** Somebody at the identity provider. */
export type Person = { subject: string; email: string; isVerified: boolean };

type Options = {
  redirectUri: string;
  /** Whether the token itself says the email, as some providers do; else it has to be asked for. */
  isEmailInToken?: boolean;
};

/** A real OpenID provider on loopback. Who signs in there is whom its page is told, else whoever was set last. */
export type IdentityProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  signIn: (person: Person) => void;
  close: () => Promise<void>;
};

type People = Pick<IdentityProvider, "signIn"> & { current: () => string };

const CLIENT = { clientId: "perihelion", clientSecret: "a-secret-of-the-tests-alone" };
const GRANTED = "openid email";

export async function startIdentityProvider({ redirectUri, isEmailInToken }: Options): Promise<IdentityProvider> {
  const people = new Map<string, Person>();
  let current = "";
  const signIn = (person: Person) => {
    people.set(person.subject, person);
    current = person.subject;
  };
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const issuer = `http://127.0.0.1:${String(address.port)}`;
  const provider = new Provider(issuer, {
    ...configure(redirectUri),
    conformIdTokenClaims: !isEmailInToken,
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => {
        const person = people.get(accountId);
        return { sub: accountId, email: person?.email, email_verified: person?.isVerified };
      },
    }),
  });
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith("/interaction/")) await interact(provider, ctx, { signIn, current: () => current });
    else await next();
  });
  const answer = provider.callback();
  server.on("request", (request, response) => void answer(request, response));
  return {
    issuer,
    ...CLIENT,
    signIn,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function configure(redirectUri: string): Configuration {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "tests" };
  return {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [key] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["of-the-tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    // Whoever signs in here has agreed to everything.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(GRANTED);
      await grant.save();
      return grant;
    },
  };
}

const PAGE = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Acme</title><h1>Acme</h1><form method="post">
<label>Subject <input name="subject"></label> <label>Email <input name="email"></label>
<label><input type="checkbox" name="verified" checked> Verified</label>
<button name="do" value="continue">Continue</button> <button name="do" value="cancel">Cancel</button></form></html>`;

type Asked = Pick<KoaContextWithOIDC, "method" | "type" | "body" | "req" | "res" | "respond">;

/** Asks who it is; `signIn` is for who types nothing, and hears what is typed. */
async function interact(provider: Provider, ctx: Asked, { current, signIn }: People): Promise<void> {
  if (ctx.method === "GET") {
    ctx.type = "html";
    ctx.body = PAGE;
    return;
  }
  let body = "";
  for await (const chunk of ctx.req) body += String(chunk);
  const typed = new URLSearchParams(body);
  const subject = typed.get("subject");
  if (subject) signIn({ subject, email: typed.get("email") ?? "", isVerified: typed.has("verified") });
  const result =
    typed.get("do") === "cancel" ? { error: "access_denied" } : { login: { accountId: subject ?? current() } };
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
}
