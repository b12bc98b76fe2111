import "server-only";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type AuthOptions } from "next-auth";

export type AuthCall = {
  method: string;
  /** The path after `/api/auth`. */
  segments: string[];
  query: Record<string, string>;
  body: Record<string, unknown> | undefined;
  cookies: Record<string, string>;
  headers: Record<string, string>;
};

/**
 * Calls next-auth by its request-and-answer interface. Its route-handler interface reads the cookies and the address by
 * itself; here it gets what has been checked before, and nothing else.
 */
export async function callNextAuth(call: AuthCall, options: AuthOptions): Promise<Response> {
  const headers = new Headers();
  let status = 200;
  let body: string | null = null;
  const answer = {
    status: (code: number) => {
      status = code;
      return answer;
    },
    getHeader: (name: string) => (name === "Set-Cookie" ? headers.getSetCookie() : headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      headers.delete(name);
      for (const line of [value].flat()) headers.append(name, line);
      return answer;
    },
    json: (value: unknown) => {
      headers.set("Content-Type", "application/json");
      body = JSON.stringify(value);
    },
    send: (value: unknown) => {
      body = typeof value === "string" || value === undefined ? (value ?? null) : JSON.stringify(value);
    },
    end: () => undefined,
  };
  const { segments, query, ...request } = call;
  const asked = { ...request, query: { ...query, nextauth: segments } };
  await NextAuth(asked as unknown as NextApiRequest, answer as unknown as NextApiResponse, options);
  headers.set("Cache-Control", "private, no-store");
  return new Response(body, { status, headers });
}
