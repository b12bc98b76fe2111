import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@/lib/errors/app-error";
import { toAppError } from "@/lib/errors/to-public-error";
import { log } from "@/lib/log/log";

const PAUSE_MS = { first: 200, max: 2000 };
/** Of a failure that is none of the database's. */
const TRIES_MAX = 5;
/** For a database that restarts or fails over. What was answered is nowhere but in this process. */
const PATIENCE_MS = 60_000;

export const NOT_STORED =
  "The call was made and may have cost credits, but its answer could not be stored: the database does not answer. " +
  "The lookup is in History and is settled there; do not ask again before.";

/**
 * Tries until what came of a paid call is stored: settling is idempotent. When it gives up it throws what tells the person
 * that the call was made, whatever failed.
 */
export async function settlePatiently(
  settle: () => Promise<void>,
  { pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS } = {},
): Promise<void> {
  const began = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      await settle();
      return;
    } catch (error) {
      const isAway = toAppError(error).code === "unavailable";
      const isOver = isAway ? performance.now() - began >= patienceMs : tries === TRIES_MAX;
      if (isOver) throw new AppError("no_answer", "a paid answer was not stored", { cause: error, say: NOT_STORED });
      log.warn({ err: error, tries }, "settling a paid answer failed, trying again");
      await wait(Math.min(pauseMs.first * 2 ** (tries - 1), pauseMs.max));
    }
  }
}
