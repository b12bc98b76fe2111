import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";
import { keysOf } from "@/lib/people/observation";
import { lockPersonById } from "@/lib/people/server/lock-person";
import { readObservations } from "@/lib/people/server/observation-store";
import { refoldPerson } from "@/lib/people/server/refold-person";

type Taking = { workspaceId: string; personId: string; attemptId: string; key: string; isTaken: boolean };

/** Takes one field, address or number of a call into the record, past the policy too, or leaves it out. False: it said none. */
export async function takeField(tx: Tx, { workspaceId, personId, attemptId, key, isTaken }: Taking): Promise<boolean> {
  const person = await lockPersonById(tx, { workspaceId, id: personId });
  const words = await readObservations(tx, workspaceId, personId);
  const said = words.filter((word) => word.attemptId === attemptId && keysOf(word).includes(key));
  if (said.length === 0) return false;
  for (const { id, keptOut, leftOut } of said) {
    const others = leftOut.filter((left) => left !== key);
    await tx.personObservation.updateMany({
      where: { id, workspaceId },
      data: isTaken
        ? { leftOut: others, keptOut: keptOut.filter((kept) => kept !== key) }
        : { leftOut: [...others, key] },
    });
  }
  await refoldPerson(tx, person);
  await notifyChanged(tx, { workspaceId, kind: "person", ids: [personId] });
  return true;
}
