import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { toPublicError } from "@/lib/errors/to-public-error";
import { REFRESH_MAX, type RefreshPeopleInput, type RefreshStarted } from "@/lib/lookups/refresh";
import { placeLookup } from "@/lib/lookups/server/place-lookup";
import { judgeRefresh, readSelected, type Refreshed } from "@/lib/lookups/server/read-refresh";
import { readOptions } from "@/lib/lookups/server/request-lookup";

/**
 * Admin and rep: asks the provider anew for each of a selection. Each is a lookup of its own, with its own hold, and a worker
 * makes the calls. Throws `conflict`, with nothing sent, when it could cost more than was shown; what a budget or a key does not
 * let through stops the rest and is said.
 */
export async function refreshPeople(viewer: Viewer, input: RefreshPeopleInput): Promise<RefreshStarted> {
  requireRole(viewer, "admin", "rep");
  const judged = await judge(viewer, input);
  const toSend = judged.filter(({ standing }) => standing === "to_send");
  await requireShown(viewer, input, toSend.length);
  const started: RefreshStarted = { underWay: 0, waiting: 0, leftOut: judged.length - toSend.length, stopped: null };
  for (const [index, person] of toSend.entries()) {
    const stopped = await placeOne(viewer, { input, person, started });
    if (stopped !== null) started.stopped = { sentence: stopped, left: toSend.length - index };
    if (stopped !== null) break;
  }
  await tellAudit(viewer, started);
  return started;
}

async function judge(viewer: Viewer, { selection, wish }: RefreshPeopleInput): Promise<Refreshed[]> {
  const ids = await readSelected(viewer, selection);
  if (ids) return inTransaction((tx) => judgeRefresh(tx, viewer.workspaceId, { ids, wish }));
  throw new AppError("invalid_input", "too many to refresh at once", {
    say: `At most ${String(REFRESH_MAX)} people can be refreshed at once. Nothing was sent.`,
  });
}

async function requireShown({ workspaceId }: Viewer, { wish, ceiling }: RefreshPeopleInput, count: number) {
  const price = await priceLookup(db, workspaceId, readOptions(wish));
  if (price.ceiling.times(count).lessThanOrEqualTo(new Prisma.Decimal(ceiling))) return;
  throw new AppError("conflict", `a refresh of ${String(count)} costs more than ${ceiling}`, {
    say: "It would cost more by now than was shown. Nothing was sent; look at the sheet again.",
  });
}

type One = { input: RefreshPeopleInput; person: Refreshed; started: RefreshStarted };

/** The sentence that says why nothing goes on; null when it was placed. */
async function placeOne(viewer: Viewer, { input, person, started }: One): Promise<string | null> {
  try {
    const { lookupId } = await placeLookup(viewer, {
      ...{ identity: { apolloId: person.apolloId }, options: readOptions(input.wish) },
      ...{ label: person.name, isRefresh: true, isLeftToWorker: true },
    });
    const { outcome } = await db.lookup.findFirstOrThrow({
      where: { id: lookupId, workspaceId: viewer.workspaceId },
      select: { outcome: true },
    });
    if (outcome === "awaiting_approval") started.waiting += 1;
    else if (outcome === "suppressed") started.leftOut += 1;
    else started.underWay += 1;
    return null;
  } catch (error) {
    return toPublicError(error, "lookups.refresh").message;
  }
}

function tellAudit({ workspaceId, userId }: Viewer, { underWay, waiting, leftOut, stopped }: RefreshStarted) {
  return inTransaction((tx) =>
    recordAudit(tx, {
      ...{ workspaceId, actorId: userId, action: "people.refreshed" },
      detail: { underWay, waiting, leftOut, notSent: stopped?.left ?? 0 },
    }),
  );
}
