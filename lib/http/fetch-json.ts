import * as z from "zod/mini";
import { PublicError } from "@/lib/result/result";

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

/** GET from our own API, parsed. Throws `RequestFailed` for a refusal and for no answer at all; an abort stays an abort. */
export async function fetchJson<T>(
  path: string,
  schema: z.core.$ZodType<T>,
  options: { signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, { headers: { accept: "application/json" }, ...options }).catch(
    (cause: unknown) => {
      if (options.signal?.aborted) throw cause;
      throw new RequestFailed(OFFLINE);
    },
  );
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return z.parse(schema, body);
  const refused = PublicError.safeParse(
    body !== null && typeof body === "object" && "error" in body ? body.error : null,
  );
  throw new RequestFailed(refused.data ?? OFFLINE);
}
