import type { PublicError } from "@/lib/result/result";

/** A refused or failed request, carrying what a person may know of it. */
export class RequestFailed extends Error {
  readonly error: PublicError;
  constructor(error: PublicError) {
    super(error.message);
    this.name = "RequestFailed";
    this.error = error;
  }
}

const OFFLINE: PublicError = {
  code: "unavailable",
  message: "The server does not answer. Check your connection.",
  reference: "offline",
};

type Schema<T> = { parse: (value: unknown) => T };

/**
 * GET from our own API, parsed by a schema that is loaded beside the answer: a page is shown without it. Throws
 * `RequestFailed` for a refusal and for no answer at all; an abort stays an abort.
 */
export async function fetchJson<T>(
  path: string,
  loadSchema: () => Promise<Schema<T>>,
  options: { signal?: AbortSignal } = {},
): Promise<T> {
  const loading = loadSchemas(loadSchema);
  const response = await fetch(path, { headers: { accept: "application/json" }, ...options }).catch(
    (cause: unknown) => {
      if (options.signal?.aborted) throw cause;
      throw new RequestFailed(OFFLINE);
    },
  );
  const body: unknown = await response.json().catch(() => null);
  const schemas = await loading;
  if (!schemas) throw new RequestFailed(OFFLINE);
  if (response.ok) return schemas.answer.parse(body);
  const refused = schemas.refusal.safeParse(
    body !== null && typeof body === "object" && "error" in body ? body.error : null,
  );
  throw new RequestFailed(refused.data ?? OFFLINE);
}

/** Null when it could not be fetched. Never rejects, so that it may be left alone when the request fails first. */
async function loadSchemas<T>(loadSchema: () => Promise<Schema<T>>) {
  try {
    const [answer, { PublicError: refusal }] = await Promise.all([loadSchema(), import("@/lib/result/result")]);
    return { answer, refusal };
  } catch {
    // A part of the page's own script: what keeps it away keeps the server away.
    return null;
  }
}
