import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { db, inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { log } from "@/lib/log/log";
import { eraseAttempt } from "@/lib/privacy/server/erase-attempt";
import { eraseBodies, eraseLookups, erasePeople } from "@/lib/privacy/server/erase-records";
import {
  addCounts,
  finishErasure,
  putOff,
  takeErasure,
  type Counts,
  type TakenErasure,
} from "@/lib/privacy/server/erasure-store";
import { findAttempts, findBodies, findLookups, findPeople } from "@/lib/privacy/server/find-erasable";
import { findRunRows } from "@/lib/privacy/server/find-run-rows";
import { forgetFiles, forgetRows } from "@/lib/runs/server/run-erasure-store";
import type { Tx } from "@/lib/db/client";
import { removeViewsNaming } from "@/lib/views/server/saved-view-store";

/**
 * Carries out every erasure that was asked for and is not done. Each step removes what its own search still finds, so that
 * a worker that dies leaves the rest to the next. Safe with any number of workers. Returns how many were done.
 */
export async function runErasures(): Promise<number> {
  let done = 0;
  for (let taken = await takeErasure(); taken; taken = await takeErasure()) {
    const { id } = taken;
    try {
      if (await erase(taken)) done += 1;
      else await putOff(taken);
    } catch (error) {
      log.error({ err: error, erasureId: id }, "an erasure was interrupted; it goes on with the next round");
      await putOff(taken);
      return done;
    }
  }
  return done;
}

/** False when something is under way that only others can end. */
async function erase(erasure: TakenErasure): Promise<boolean> {
  const { workspaceId, scope } = erasure;
  const step = (run: (tx: Tx) => Promise<Counts>) =>
    inTransaction(async (tx) => {
      await addCounts(tx, erasure, await run(tx));
    });
  for (const { id } of await findAttempts(db, workspaceId, scope))
    await step((tx) => eraseAttempt(tx, { id, workspaceId }));
  const lookups = await findLookups(db, workspaceId, scope);
  await step((tx) => eraseLookups(tx, { workspaceId, ids: lookups.map(({ id }) => id) }));
  await applyDeliveries();
  const bodies = await findBodies(db, workspaceId, scope);
  await step((tx) => eraseBodies(tx, { workspaceId, ids: bodies.map(({ id }) => id) }));
  const rows = await findRunRows(db, workspaceId, scope);
  await step(async (tx) => ({ runRows: await forgetRows(tx, { workspaceId, rows }) }));
  await inTransaction((tx) => forgetFiles(tx, workspaceId, namesOf(scope)));
  await inTransaction((tx) => removeViewsNaming(tx, workspaceId, namesOf(scope)));
  const ids = await findPeople(db, workspaceId, scope);
  await step((tx) => erasePeople(tx, { workspaceId, ids }));
  return (await isGone(erasure)) && (await finish(erasure));
}

function namesOf({ names, emails, apolloIds, linkedinUrls, numbers }: TakenErasure["scope"]): string[] {
  return [...names, ...emails, ...apolloIds, ...linkedinUrls, ...numbers];
}

/** Looks again for everything, as if nothing had been done. */
async function isGone({ workspaceId, scope }: TakenErasure): Promise<boolean> {
  const left = [
    await findAttempts(db, workspaceId, scope),
    await findLookups(db, workspaceId, scope),
    await findBodies(db, workspaceId, scope),
    await findRunRows(db, workspaceId, scope),
  ];
  const ids = await findPeople(db, workspaceId, scope);
  const people = await db.person.count({ where: { workspaceId, id: { in: ids } } });
  const unread = await db.delivery.count({
    where: { workspaceId, state: "received", attempt: { erasedAt: { not: null } } },
  });
  return people === 0 && unread === 0 && left.every((found) => found.length === 0);
}

function finish(erasure: TakenErasure): Promise<boolean> {
  const { id, workspaceId, requestedById } = erasure;
  return inTransaction(async (tx) => {
    if (!(await finishErasure(tx, erasure))) return false;
    const actor = requestedById === null ? {} : { actorId: requestedById };
    // That somebody was erased, and not whom.
    await recordAudit(tx, { workspaceId, ...actor, action: "person.erased", subject: id });
    return true;
  });
}
