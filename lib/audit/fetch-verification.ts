import type { AuditVerdict } from "@/lib/audit/audit-verdict";
import { RequestFailed } from "@/lib/http/fetch-json";
import type { PublicError } from "@/lib/result/result";

export type Progress = { checked: number; of: number };

const CUT_OFF: PublicError = {
  code: "unavailable",
  message: "The answer broke off before its end. Try again.",
  reference: "offline",
};

/** Has the whole audit verified and tells how far that is. Throws `RequestFailed` for a refusal, and for an answer that breaks off. */
export async function fetchVerification(onProgress: (progress: Progress) => void): Promise<AuditVerdict> {
  const [{ VerifyStep }, { PublicError: Refusal }] = await Promise.all([
    import("@/lib/audit/schema"),
    import("@/lib/result/result"),
  ]);
  const response = await fetch("/api/audit/verify").catch(() => null);
  if (!response?.ok || !response.body) {
    const body: unknown = await response?.json().catch(() => null);
    const refused = Refusal.safeParse((body as { error?: unknown } | null)?.error);
    throw new RequestFailed(refused.data ?? CUT_OFF);
  }
  for await (const line of readLines(response.body)) {
    const step = VerifyStep.parse(JSON.parse(line));
    if ("verdict" in step) return step.verdict;
    if ("error" in step) throw new RequestFailed(step.error);
    onProgress(step);
  }
  throw new RequestFailed(CUT_OFF);
}

async function* readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = `${rest}${value}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
