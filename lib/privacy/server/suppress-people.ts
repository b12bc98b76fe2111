import "server-only";
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { BulkChanged, UndoChangeInput } from "@/lib/people/bulk-change";
import { beginChange, findOwnChange, markUndone, removeOldChanges } from "@/lib/people/server/bulk-change-store";
import { countSelection, selectPeople } from "@/lib/people/server/select-people";
import { identifiersOfScope, readScope } from "@/lib/privacy/server/erasure-scope";
import { SUPPRESSED_MAX, type SuppressPeopleInput } from "@/lib/privacy/suppressed-people";
import { findSuppressed, lockSuppressions } from "@/lib/suppressions/server/find-suppressed";
import { requireSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { addSuppressions, deleteSuppressions } from "@/lib/suppressions/server/suppression-store";
import type { Identifier } from "@/lib/suppressions/suppression";

/** While these are written no lookup begins. Each has about eight names. */
const TOGETHER_MAX = 100;

const Kept = z.object({ people: z.number(), suppressionIds: z.array(z.string()) });
type Kept = z.infer<typeof Kept>;

/**
 * Admin: puts people on the suppression list by all that is held of them. Their records stay; nobody looks them up any more,
 * and nothing that still comes is kept. What stood on the list before is not touched when this is taken back.
 */
export async function suppressPeople(viewer: Viewer, input: SuppressPeopleInput): Promise<BulkChanged> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const wanted = await countSelection(viewer, input.selection);
  if (wanted > SUPPRESSED_MAX)
    throw new AppError("invalid_input", `${String(wanted)} people at once`, {
      fields: { selection: `At most ${SUPPRESSED_MAX.toLocaleString("en")} people at once. Narrow the table first.` },
    });
  const key = await requireSuppressionKey();
  const kept: Kept = { people: 0, suppressionIds: [] };
  for await (const ids of selectPeople(viewer, input.selection))
    for (let from = 0; from < ids.length; from += TOGETHER_MAX) {
      const added = await suppressLot(viewer, { key, ids: ids.slice(from, from + TOGETHER_MAX), reason: input.reason });
      kept.people += added.people;
      kept.suppressionIds.push(...added.suppressionIds);
    }
  if (kept.people === 0) return { changed: 0, changeId: null };
  const change = await inTransaction(async (tx) => {
    const detail = { people: kept.people, reason: input.reason, count: kept.suppressionIds.length };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "suppression.added", detail });
    return kept.suppressionIds.length > 0 ? beginChange(tx, viewer, { kind: "suppressed", detail: kept }) : null;
  });
  await removeOldChanges();
  return { changed: kept.people, changeId: change?.id ?? null };
}

type Lot = { key: KeyObject; ids: readonly string[]; reason: SuppressPeopleInput["reason"] };

function suppressLot({ workspaceId, userId }: Viewer, { key, ids, reason }: Lot): Promise<Kept> {
  return inTransaction(async (tx) => {
    // Whoever merges holds the list: nothing of them comes in between reading what is held and keeping it out.
    await lockSuppressions(tx, workspaceId);
    const scope = await readScope(tx, workspaceId, ids);
    const identifiers = identifiersOfScope(scope);
    const before = await entriesOf(tx, workspaceId, identifiers);
    await addSuppressions(tx, key, { workspaceId, identifiers, reason, addedById: userId });
    const after = await entriesOf(tx, workspaceId, identifiers);
    return { people: scope.personIds.length, suppressionIds: [...after].filter((id) => !before.has(id)) };
  });
}

async function entriesOf(tx: Tx, workspaceId: string, identifiers: readonly Identifier[]): Promise<Set<string>> {
  const entries = await findSuppressed(tx, workspaceId, identifiers);
  return new Set(entries.map(({ suppressionId }) => suppressionId));
}

/** The admin who put them there, within a day: takes off the list exactly what that added. */
export async function undoSuppression(viewer: Viewer, { changeId }: UndoChangeInput): Promise<{ restored: number }> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const change = await findOwnChange(db, viewer, { changeId, kinds: ["suppressed"] });
  const { people, suppressionIds } = Kept.parse(change.detail);
  await inTransaction(async (tx) => {
    await lockSuppressions(tx, workspaceId);
    if (!(await markUndone(tx, change))) throw new AppError("not_found", `change ${changeId} was taken back already`);
    const count = await deleteSuppressions(tx, { ids: suppressionIds, workspaceId });
    const detail = { people, count };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "suppression.removed", subject: changeId, detail });
  });
  return { restored: people };
}
