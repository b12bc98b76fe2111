import "server-only";
import { z } from "zod";
import { isCrossOrigin } from "@/lib/auth/is-cross-origin";
import { tellingRefusals } from "@/lib/auth/refusals";
import { requireViewer } from "@/lib/auth/require-viewer";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { ERRORS } from "@/lib/errors/errors";
import { toPublicError } from "@/lib/errors/to-public-error";

const NO_STORE = { "Cache-Control": "no-store" };

/** A route without a dynamic segment gets no params. */
type RouteContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type RouteDefinition<Schema extends z.core.$ZodType> = {
  query: Schema;
  run: (call: {
    viewer: Viewer;
    query: z.output<Schema>;
    params: Record<string, string>;
    request: Request;
  }) => Promise<unknown>;
};

/**
 * Binds a use case to a GET route for TanStack Query: viewer, parse, run, translate. Answers are never cached. What is no
 * JSON, such as a file, `run` makes a response of itself. A POST, which only an upload is, has to come from a page of ours.
 */
export function route<Schema extends z.core.$ZodType>({ query, run }: RouteDefinition<Schema>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      if (request.method !== "GET" && isCrossOrigin(request))
        throw new AppError("forbidden", "a page of another origin");
      const viewer = await requireViewer();
      const params = z.record(z.string(), z.string()).parse((await context.params) ?? {});
      const parsed = z.parse(query, Object.fromEntries(new URL(request.url).searchParams));
      const call = { viewer, where: describePath(request), given: { ...params, ...(parsed as object) } };
      const answer = await tellingRefusals(call, () => run({ viewer, query: parsed, params, request }));
      return answer instanceof Response ? answer : Response.json(answer, { headers: NO_STORE });
    } catch (error) {
      const refused = toPublicError(error, new URL(request.url).pathname);
      return Response.json({ error: refused }, { status: ERRORS[refused.code].status, headers: NO_STORE });
    }
  };
}

/** What a route that only takes a file answers to whoever asks it for something. */
export function takesOnlyPosts(): Response {
  return new Response(null, { status: 405, headers: { ...NO_STORE, Allow: "POST" } });
}

/** The path without what it asks for: ids are told by themselves, and what else was typed there is nobody's to keep. */
function describePath(request: Request): string {
  const segments = new URL(request.url).pathname.split("/");
  return segments.map((segment) => (/^[a-z0-9-]{1,30}$/.test(segment) || segment === "" ? segment : "[id]")).join("/");
}
