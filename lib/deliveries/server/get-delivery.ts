import "server-only";
import { maskPhonesInSentence } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import { DELIVERY_KINDS, DELIVERY_STATES, DELIVERY_VIAS, isReplayable } from "@/lib/deliveries/delivery";
import type { DeliveryDto } from "@/lib/deliveries/schema";
import { readStored, type Stored, type StoredDelivery } from "@/lib/deliveries/server/read-stored";
import { showBody } from "@/lib/deliveries/server/show-body";
import { wordOf } from "@/lib/lookups/server/read-lookup";

/** Any member: one body with all that is known of it. A rep's own lookups' only; another's is not found. */
export async function getDelivery(viewer: Viewer, id: string): Promise<DeliveryDto> {
  const stored = await readStored(viewer, id);
  const { row } = stored;
  const { attempt } = row;
  const state = wordOf(DELIVERY_STATES, row.state);
  const [first] = attempt.lookups;
  return {
    ...{ id, state, seen: row.seen, bytes: row.body.length },
    kind: row.kind === null ? null : wordOf(DELIVERY_KINDS, row.kind),
    via: wordOf(DELIVERY_VIAS, row.via),
    receivedAt: row.receivedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    lookup: first ? toLookup(first) : null,
    person: first?.person ? { id: first.person.id, name: first.person.fullName } : null,
    lookups: attempt.lookups.map(toLookup),
    sha256: Buffer.from(row.bodySha256).toString("hex"),
    requestId: attempt.requestId,
    ...showContent(stored),
    mayReplay: viewer.role === "admin" && isReplayable(state) && !row.bodyRemovedAt,
  };
}

type Content = Pick<DeliveryDto, "reason" | "bodyRemovedAt" | "body" | "mayDownload">;

/** What of the body the viewer may read. A parser's words may quote it. */
function showContent({ row: { reason, body, bodyRemovedAt }, readsNumbers, covers }: Stored): Content {
  const readsAll = readsNumbers && covers === null;
  const removedAt = bodyRemovedAt?.toISOString() ?? null;
  return {
    reason: reason && (readsAll ? reason : maskPhonesInSentence(reason)),
    bodyRemovedAt: removedAt,
    body: removedAt ? { form: "removed", at: removedAt } : showBody(body, { isMasked: !readsNumbers, covers }),
    mayDownload: readsAll && body.length > 0,
  };
}

type StoredLookup = StoredDelivery["attempt"]["lookups"][number];

function toLookup({ id, label, user }: StoredLookup): DeliveryDto["lookups"][number] {
  return { id, label, who: user.name };
}
