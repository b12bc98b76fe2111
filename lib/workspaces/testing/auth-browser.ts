import { NextRequest } from "next/server";
import { createAuthRoute } from "@/lib/auth/auth-route";
import { notePeerAddresses } from "@/lib/auth/client-address";
import { decodeSessionToken, type SessionToken } from "@/lib/auth/session-token";
import { authRouteUses } from "@/lib/workspaces/server/auth-route-uses";

const ORIGIN = "http://localhost:3999";
const held = globalThis as typeof globalThis & { perihelionPeerHeader?: string };
const answer = createAuthRoute(authRouteUses);

type AuthSent = { body?: Record<string, string>; json?: unknown; headers?: Record<string, string> };

/** A browser before `/api/auth`, with a cookie jar and an address of its own. */
export class AuthBrowser {
  readonly cookies = new Map<string, string>();
  readonly address: string;

  constructor(address = "192.0.2.1") {
    this.address = address;
    notePeerAddresses();
  }

  async send(method: string, path: string, { body, json, headers = {} }: AuthSent = {}): Promise<Response> {
    const url = new URL(`/api/auth/${path}`, ORIGIN);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new NextRequest(url, {
      method,
      headers: { cookie, host: url.host, [held.perihelionPeerHeader ?? ""]: this.address, ...headers },
      ...(body && { body: new URLSearchParams(body) }),
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const nextauth = url.pathname.split("/").slice(3);
    const answered = await answer(request, { params: Promise.resolve({ nextauth }) });
    this.#keepCookies(answered);
    return answered;
  }

  async signIn(email: string, password: string, fields: Record<string, string> = {}): Promise<Response> {
    const body = { email, password, csrfToken: await this.csrfToken(), json: "true", ...fields };
    return this.send("POST", "callback/credentials", { body });
  }

  async csrfToken(): Promise<string> {
    const { csrfToken } = (await (await this.send("GET", "csrf")).json()) as { csrfToken: string };
    return csrfToken;
  }

  async session(): Promise<unknown> {
    return (await this.send("GET", "session")).json();
  }

  async sessionToken(): Promise<SessionToken> {
    const token = await decodeSessionToken(this.cookies.get("next-auth.session-token"));
    if (!token) throw new Error("the browser holds no session");
    return token;
  }

  #keepCookies(answered: Response): void {
    for (const line of answered.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
