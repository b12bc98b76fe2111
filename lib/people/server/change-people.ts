import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction, type Prisma, type Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { BulkChanged } from "@/lib/people/bulk-change";
import type { PeopleSelection } from "@/lib/people/filters";
import { beginChange, markUndone, removeOldChanges, type BulkChange } from "@/lib/people/server/bulk-change-store";
import { selectPeople } from "@/lib/people/server/select-people";

export type PeopleLot = { change: BulkChange; ids: readonly string[] };
type Work = {
  kind: "tags" | "lists" | "owner";
  selection: PeopleSelection;
  /** Changes one lot and keeps what it did under the change. Returns whom it changed. */
  run: (tx: Tx, lot: PeopleLot) => Promise<string[]>;
  /** Ends the whole, in a transaction of its own: the audit, and who else is to look again. */
  finish: (tx: Tx, change: BulkChange, changed: number) => Promise<void>;
};

/** Of a change of more people than this, only some are named to the pages that are open: enough to read their lists again. */
const NAMED_MAX = 200;

/**
 * Does one thing to many people, a lot at a time, each lot in a commit of its own: no row is held for long, and a lot that
 * fails leaves those before it done and told. Returns how many were changed and by what it is taken back.
 */
export async function changePeople(viewer: Viewer, { kind, selection, run, finish }: Work): Promise<BulkChanged> {
  const change = await beginChange(db, viewer, { kind });
  let changed = 0;
  try {
    for await (const ids of selectPeople(viewer, selection)) {
      changed += await inTransaction(async (tx) => {
        const touched = await run(tx, { change, ids });
        await notifyPeople(tx, change, touched);
        return touched.length;
      });
    }
  } finally {
    await inTransaction(async (tx) => {
      if (changed > 0) await finish(tx, change, changed);
      else await markUndone(tx, change);
    });
  }
  await removeOldChanges();
  return { changed, changeId: changed > 0 ? change.id : null };
}

export async function notifyPeople(tx: Tx, { workspaceId }: BulkChange, ids: readonly string[]): Promise<void> {
  await notifyChanged(tx, { workspaceId, kind: "person", ids: ids.slice(0, NAMED_MAX) });
}

type Restored = { taken: number; touched: string[] };

/** Takes a change back, a lot at a time, until nothing is kept under it. Returns how many people it changed again. */
export async function takeBack(
  viewer: Viewer,
  change: BulkChange,
  restoreLot: (tx: Tx, change: BulkChange) => Promise<Restored>,
): Promise<number> {
  let restored = 0;
  for (let isOver = false; !isOver;) {
    isOver = await inTransaction(async (tx) => {
      const { taken, touched } = await restoreLot(tx, change);
      restored += touched.length;
      await notifyPeople(tx, change, touched);
      return taken === 0;
    });
  }
  await inTransaction(async (tx) => {
    if (!(await markUndone(tx, change))) return;
    const { workspaceId, userId } = viewer;
    const detail = { people: restored } satisfies Prisma.InputJsonObject;
    await recordAudit(tx, { workspaceId, actorId: userId, action: "people.change_undone", subject: change.id, detail });
  });
  return restored;
}
