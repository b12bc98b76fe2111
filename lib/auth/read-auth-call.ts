import "server-only";
import type { NextRequest } from "next/server";
import { z } from "zod";
import type { AuthCall } from "@/lib/auth/call-next-auth";
import { toSameOriginPath } from "@/lib/auth/same-origin-path";
import { AUTH_COOKIES } from "@/lib/auth/session-token";
import { AppError } from "@/lib/errors/app-error";
import { env } from "@/lib/env/server";

const BODY_CHARACTERS_MAX = 16_384;
const JsonBody = z.record(z.string(), z.unknown());

/** The request as next-auth takes it, with every address to return to made one of ours: it answers others with a 500. */
export async function readAuthCall(request: NextRequest, segments: string[]): Promise<AuthCall> {
  const cookies = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const body = request.method === "POST" ? await readBody(request) : undefined;
  return {
    method: request.method,
    segments,
    query: ownReturn(Object.fromEntries(request.nextUrl.searchParams), "callbackUrl"),
    body: body && ownReturn(body, "callbackUrl"),
    cookies: ownReturn(cookies, AUTH_COOKIES.callbackUrl.name),
    headers: Object.fromEntries(request.headers),
  };
}

function ownReturn<T extends Record<string, unknown>>(fields: T, name: string): T {
  const target = fields[name];
  if (target === undefined) return fields;
  return {
    ...fields,
    [name]: `${env.APP_URL}${toSameOriginPath(typeof target === "string" ? target : null, env.APP_URL)}`,
  };
}

async function readBody(request: NextRequest): Promise<Record<string, unknown>> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_CHARACTERS_MAX) throw tooLarge();
  const text = await request.text();
  if (text.length > BODY_CHARACTERS_MAX) throw tooLarge();
  if (!request.headers.get("content-type")?.includes("application/json")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JsonBody.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError("invalid_input", "body is not a JSON object", { cause });
  }
}

function tooLarge(): AppError {
  return new AppError("invalid_input", "sign-in body too large");
}
