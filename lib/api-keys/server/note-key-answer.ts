import "server-only";
import type { KeyEndpoint, RateWindowName, RightStanding } from "@/lib/api-keys/api-key";
import { RATE_WINDOWS } from "@/lib/api-keys/api-key";
import { writeMeters, writeRights, type SeenRight, type SeenWindow } from "@/lib/api-keys/server/key-answer-store";
import type { CallResult } from "@/lib/apollo/call-result";
import { inTransaction } from "@/lib/db/client";
import { notifyAllChanged } from "@/lib/live/notify-changed";
import { log } from "@/lib/log/log";

export type KeyRef = { id: string; workspaceId: string };
type Used = { limit: number; used: number };
export type Windows = Partial<Record<RateWindowName, Used | null>>;

const FLUSH_AFTER_MS = 2000;

let rights = new Map<string, SeenRight>();
let windows = new Map<string, SeenWindow>();
let keys = new Map<string, KeyRef>();
let timer: NodeJS.Timeout | null = null;

/**
 * Remembers what an answer says of its key: whether it may call the endpoint, and how much of the rate limit is used. Costs a
 * call nothing: of all answers within two seconds the latest is written, together with those of other keys.
 */
export function noteKeyAnswer(key: KeyRef, endpoint: KeyEndpoint, result: CallResult<unknown>): void {
  const standing = standingOf(result);
  const place = { apiKeyId: key.id, endpoint, at: new Date() };
  if (standing) rights.set(`${key.id} ${endpoint}`, { ...place, standing });
  const limits = "rateLimits" in result ? result.rateLimits : null;
  noteWindows(key, endpoint, limits ?? {});
  if (standing) schedule(key);
}

/** The same of figures that came by another way than an answer's headers. */
export function noteWindows(key: KeyRef, endpoint: KeyEndpoint, given: Windows): void {
  for (const window of RATE_WINDOWS) {
    const used = given[window];
    if (!used) continue;
    const seen = { apiKeyId: key.id, endpoint, at: new Date(), window, limit: used.limit, used: used.used };
    windows.set(`${key.id} ${endpoint} ${window}`, seen);
    schedule(key);
  }
}

function schedule(key: KeyRef): void {
  keys.set(key.id, key);
  timer ??= setTimeout(() => void flushKeyAnswers(), FLUSH_AFTER_MS).unref();
}

/** Null where an answer proves neither: no key, told to wait, an error of the provider's own. */
export function standingOf(result: CallResult<unknown>): RightStanding | null {
  if (result.kind === "answered") return "allowed";
  if (result.kind !== "refused" || result.code !== "key_restricted") return null;
  return /\bplan\b/i.test(result.providerMessage ?? "") ? "plan" : "missing";
}

/** Writes what is remembered so far. What cannot be written is dropped: the next answer says it again. */
export async function flushKeyAnswers(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const taken = { rights: [...rights.values()], windows: [...windows.values()], keys: [...keys.values()] };
  rights = new Map();
  windows = new Map();
  keys = new Map();
  if (taken.keys.length === 0) return;
  try {
    await inTransaction(async (tx) => {
      await writeRights(tx, taken.rights);
      await writeMeters(tx, taken.windows);
      await notifyAllChanged(
        tx,
        taken.keys.map(({ id, workspaceId }) => ({ workspaceId, kind: "key", ids: [id] })),
      );
    });
  } catch (error) {
    log.warn({ err: error }, "what answers said of their keys was not kept");
  }
}
