import { RequestFailed } from "@/lib/http/fetch-json";
import type { PublicError } from "@/lib/result/result";

const LOST: PublicError = {
  code: "unavailable",
  message: "The upload broke off. Check your connection and try again; nothing was kept.",
  reference: "offline",
};

type Sending = { signal: AbortSignal; onProgress: (fraction: number) => void };

/** Uploads a file as it is. Throws `RequestFailed` for a refusal and for no answer; what `signal` ends throws its reason. */
export async function sendFile(file: File, { signal, onProgress }: Sending): Promise<{ runId: string }> {
  const search = new URLSearchParams({ name: file.name, bytes: String(file.size) });
  const { status, body } = await post(`/api/runs/upload?${search.toString()}`, file, { signal, onProgress });
  if (status === 200 && hasText(body, "runId")) return { runId: body.runId };
  const { PublicError: Refusal } = await import("@/lib/result/result");
  const given = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  throw new RequestFailed(Refusal.safeParse(given).data ?? LOST);
}

/** By XMLHttpRequest, which tells how much has gone. */
function post(path: string, file: File, { signal, onProgress }: Sending): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    // The file's own type is what the system made of its name.
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onProgress(total > 0 ? loaded / total : 1);
    });
    request.addEventListener("load", () => {
      resolve({ status: request.status, body: request.response });
    });
    request.addEventListener("error", () => {
      reject(new RequestFailed(LOST));
    });
    signal.addEventListener("abort", () => {
      request.abort();
      reject(signal.reason instanceof Error ? signal.reason : new DOMException("", "AbortError"));
    });
    request.send(file);
  });
}

function hasText<Name extends string>(value: unknown, name: Name): value is Record<Name, string> {
  return typeof value === "object" && value !== null && typeof (value as Record<string, unknown>)[name] === "string";
}
