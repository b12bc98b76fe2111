import { PENDING_STATES, type PendingState } from "@/lib/lookups/lookup";

/** A person's state travels as text; a word this screen does not know yet reads as "not asked". */
export function readPendingState(text: string): PendingState {
  return PENDING_STATES.find((state) => state === text) ?? "not_asked";
}
