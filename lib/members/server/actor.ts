import "server-only";
import { readClientAddress, readSessionToken } from "@/lib/auth/current-session";
import type { Viewer } from "@/lib/auth/viewer";

/** A viewer of whom the audit says where they were, and which of their sessions asks. */
export type Actor = Viewer & { address: string; sessionId: string };

/** The viewer of this request. */
export async function asActor(viewer: Viewer): Promise<Actor> {
  const [address, token] = await Promise.all([readClientAddress(), readSessionToken()]);
  return { ...viewer, address, sessionId: token?.sessionId ?? "" };
}
