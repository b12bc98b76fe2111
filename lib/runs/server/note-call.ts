import "server-only";
import type { Tx } from "@/lib/db/client";
import type { ReadyBulk } from "@/lib/lookups/server/ready-attempt";
import type { BulkOutcome } from "@/lib/lookups/server/send-bulk";
import { haltRun, type RunPlace } from "@/lib/runs/server/move-run";
import { putBack } from "@/lib/runs/server/row-store";
import { forgetFailures, holdFailing, noteFailures, noteUntaken } from "@/lib/runs/server/running-store";

/**
 * What a call's outcome means for its run, in the commit that settles it. It comes before the settlement: whoever takes rows up
 * holds the run first, too. The rows themselves follow their lookups.
 */
export async function noteCall(tx: Tx, run: RunPlace, call: ReadyBulk, outcome: BulkOutcome): Promise<void> {
  if (outcome.kind === "answered") return forgetFailures(tx, run);
  const held = await holdFailing(tx, run);
  if (!held) return;
  const isRunning = held.state === "running";
  const code = outcome.kind === "refused" ? outcome.code : null;
  if (code === "provider_rate_limited" || code === "key_rejected" || code === "key_restricted") {
    // Nobody was looked for, so that they may be sent again; by another attempt, this one is over.
    const lookupIds = call.people.map(({ lookupId }) => lookupId);
    const to = isRunning || held.state === "paused" ? "queued" : "stopped";
    await noteUntaken(tx, run, await putBack(tx, run, { lookupIds, to }));
    if (isRunning && code !== "provider_rate_limited") await haltRun(tx, run, { to: "paused", reason: "key" });
    return;
  }
  await noteFailures(tx, run, call.people.length);
  if (!isRunning) return;
  if (code === "credits_exhausted") await haltRun(tx, run, { to: "stopped", reason: "credits_exhausted" });
  else if (held.failures + call.people.length >= held.failuresMax)
    await haltRun(tx, run, { to: "stopped", reason: "failures" });
}
