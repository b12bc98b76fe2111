import "server-only";
import { coverNumber } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import type { ShowNumber } from "@/lib/people/changes";
import { isDoNotCall } from "@/lib/people/person";
import { formatPhone } from "@/lib/people/server/format-phone";
import { readOpenPhones } from "@/lib/people/server/phone-reveal-store";

/**
 * How this viewer reads numbers of these people. One that is on a do-not-call list, by its own word or by what is known of the
 * person, stays covered unless the viewer opened it today.
 */
export async function numbersFor(tx: Tx, viewer: Viewer, personIds: readonly string[]): Promise<ShowNumber> {
  const rows = await tx.personPhone.findMany({
    where: { workspaceId: viewer.workspaceId, personId: { in: [...personIds] } },
    select: { id: true, number: true, dncStatus: true },
  });
  const openIds = rows.length === 0 ? new Set<string>() : await readOpenPhones(tx, viewer, personIds);
  const open = new Set(rows.filter(({ id }) => openIds.has(id)).map(({ number }) => number));
  const listed = new Set(rows.filter(({ dncStatus }) => isDoNotCall(dncStatus)).map(({ number }) => number));
  return (number, dncStatus) => {
    const isCovered = (isDoNotCall(dncStatus) || listed.has(number)) && !open.has(number);
    return isCovered ? coverNumber(formatPhone(number)) : formatPhone(number);
  };
}
