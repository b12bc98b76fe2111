import "server-only";
import type { Tx } from "@/lib/db/client";
import type { ReadyBulk } from "@/lib/lookups/server/ready-attempt";
import type { BulkOutcome } from "@/lib/lookups/server/send-bulk";
import { haltRun, type RunPlace } from "@/lib/runs/server/move-run";
import { putBack } from "@/lib/runs/server/row-store";
import { forgetFailures, holdFailing, noteFailures, noteUntaken, type HeldRun } from "@/lib/runs/server/running-store";

type Called = { call: ReadyBulk; outcome: BulkOutcome };

/**
 * What a call's outcome means for its run, in the commit that settles it. It comes before the settlement: whoever takes rows up
 * holds the run first, too. The rows themselves follow their lookups.
 */
export async function noteCall(tx: Tx, run: RunPlace, { call, outcome }: Called): Promise<void> {
  if (outcome.kind === "answered") return forgetFailures(tx, run);
  const held = await holdFailing(tx, run);
  if (!held) return;
  const halt = (end: Parameters<typeof haltRun>[2]) =>
    held.state === "running" ? haltRun(tx, run, end) : Promise.resolve();
  const code = outcome.kind === "refused" ? outcome.code : null;
  if (code === "provider_rate_limited" || code === "key_rejected" || code === "key_restricted") {
    await putAllBack(tx, held, call);
    if (code !== "provider_rate_limited") await halt({ to: "paused", reason: "key" });
    return;
  }
  await noteFailures(tx, run, call.people.length);
  const failures = held.failures + call.people.length;
  if (code === "credits_exhausted") await halt({ to: "stopped", reason: "credits_exhausted" });
  else if (failures >= held.failuresMax) await halt({ to: "stopped", reason: "failures" });
}

/** Nobody was looked for, so that they may be sent again; by another attempt, this one is over. */
async function putAllBack(tx: Tx, run: HeldRun, call: ReadyBulk): Promise<void> {
  const lookupIds = call.people.map(({ lookupId }) => lookupId);
  const to = run.state === "running" || run.state === "paused" ? "queued" : "stopped";
  await noteUntaken(tx, run, await putBack(tx, run, { lookupIds, to }));
}
