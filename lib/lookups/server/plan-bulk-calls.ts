import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { holdManyCredits } from "@/lib/credits/server/settle-attempt-credits";
import type { Prisma, Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { newId } from "@/lib/ids/ids";
import { INSTANCE_ID } from "@/lib/jobs/instance-pulse";
import { identityKey, isWaterfall, labelOf, type LookupOptions } from "@/lib/lookups/lookup";
import { createBulkAttempts } from "@/lib/lookups/server/attempt-store";
import { asStanding, peoplePerCall, type BulkAsked, type PlacedPerson } from "@/lib/lookups/server/bulk-people";
import { joinUnderWay } from "@/lib/lookups/server/join-under-way";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";

type Calling = BulkAsked & { apiKeyId: string };
export type PlannedPerson = PlacedPerson & { attemptId: string; bulkCallId: string };

/**
 * Writes calls, an attempt and a hold for each of these people and a lookup for whom it is held: as `sending`, which must be
 * committed before anything is sent. Of whom an identical attempt is under way they share the answer.
 */
export async function planCalls(tx: Tx, viewer: Viewer, calling: Calling): Promise<PlannedPerson[]> {
  const { workspaceId, userId } = viewer;
  const { options, apiKeyId, runId } = calling;
  const { ceiling } = await priceLookup(tx, workspaceId, options);
  const wanted = spreadOverCalls(calling);
  const requested = countBy(wanted);
  await tx.bulkCall.createMany({
    data: [...requested].map(([id, people]) => {
      return { id, workspaceId, apiKeyId, runId, state: "sending", sender: INSTANCE_ID, requested: people };
    }),
  });
  const created = await createBulkAttempts(
    tx,
    wanted.map(({ attemptId, identity, bulkCallId }, at) => ({
      ...{ id: attemptId, workspaceId, apiKeyId, identity: identityKey(identity, options) },
      ...{ request: { ...identity, ...options }, requestedApolloId: identity.apolloId ?? null },
      ...{ phoneState: phoneStateOf(options), waterfallState: waterfallStateOf(options) },
      ...{ bulkCallId, position: at % peoplePerCall(options) },
    })),
  );
  const free = wanted.filter(({ attemptId }) => created.has(attemptId));
  const attemptIds = free.map(({ attemptId }) => attemptId);
  // Attempts come before budgets for everyone: what no budget covers goes again, with nothing held.
  const { count, refusedBy } = await holdManyCredits(tx, { workspaceId, userId, attemptIds, ceiling });
  const left = free.slice(count).map((person) => ({ ...person, standing: "uncovered" as const, reason: refusedBy }));
  if (left.length > 0)
    await tx.attempt.deleteMany({ where: { id: { in: left.map(({ attemptId }) => attemptId) }, workspaceId } });
  const covered = free.slice(0, count);
  await noteRequested(tx, requested, countBy(covered));
  const sending = await writeLookups(tx, viewer, { ...calling, ceiling, people: covered });
  const shared = wanted.filter(({ attemptId }) => !created.has(attemptId));
  return [...sending, ...left, ...(await joinAll(tx, viewer, { people: shared, options }))];
}

const phoneStateOf = ({ revealPhoneNumber, waterfallPhone }: LookupOptions) =>
  revealPhoneNumber && !waterfallPhone ? "waiting" : "not_asked";
const waterfallStateOf = (options: LookupOptions) => (isWaterfall(options) ? "waiting" : "not_asked");

function spreadOverCalls({ people, options }: Calling): PlannedPerson[] {
  const each = peoplePerCall(options);
  const callIds = Array.from({ length: Math.ceil(people.length / each) }, () => newId("bulkCall"));
  return people.map((person, at) => ({
    ...asStanding(person, "busy"),
    attemptId: newId("attempt"),
    bulkCallId: callIds[Math.floor(at / each)] ?? "",
  }));
}

/** A call → of how many of these people it is. */
function countBy(people: readonly PlannedPerson[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { bulkCallId } of people) counts.set(bulkCallId, (counts.get(bulkCallId) ?? 0) + 1);
  return counts;
}

/** A call that nobody is left for was never there. */
async function noteRequested(tx: Tx, requested: Map<string, number>, left: Map<string, number>): Promise<void> {
  for (const [id, of] of requested) {
    const count = left.get(id) ?? 0;
    if (count === 0) await tx.bulkCall.delete({ where: { id } });
    else if (count < of) await tx.bulkCall.update({ where: { id }, data: { requested: count } });
  }
}

type Writing = Omit<Calling, "people"> & { people: readonly PlannedPerson[]; ceiling: Prisma.Decimal };

/** The audit says once for each call who had contacts revealed, and of how many. */
async function writeLookups(tx: Tx, { workspaceId, userId }: Viewer, writing: Writing): Promise<PlannedPerson[]> {
  const { people, options, apiKeyId, ceiling } = writing;
  if (people.length === 0) return [];
  const sending = people.map((person) => ({ ...person, standing: "sending" as const, lookupId: newId("lookup") }));
  const rows = sending.map(({ lookupId: id, attemptId, identity }) => {
    return { id, attemptId, input: identity, label: labelOf(identity) };
  });
  await tx.$executeRaw`
    INSERT INTO lookup (id, workspace_id, user_id, attempt_id, api_key_id, source, input, options, label, outcome,
                        phone_state, waterfall_state, credits_held)
    SELECT id, ${workspaceId}, ${userId}, "attemptId", ${apiKeyId}, 'run', input, ${JSON.stringify(options)}::jsonb, label,
           'looking_up', ${phoneStateOf(options)}, ${waterfallStateOf(options)}, ${ceiling}
      FROM jsonb_to_recordset(${asRows(rows)}) AS g (id text, "attemptId" text, input jsonb, label text)`;
  await notifyLookups(
    tx,
    workspaceId,
    sending.map(({ lookupId: id }) => ({ id, userId })),
  );
  const reveals = Object.entries(options).flatMap(([name, isAsked]) => (isAsked ? [name] : []));
  for (const [subject, count] of reveals.length > 0 ? countBy(sending) : []) {
    const audited = { subject, detail: { reveals, people: count } };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "reveal.requested", ...audited });
  }
  return sending;
}

/** Of whom an identical attempt is under way they share the answer. */
async function joinAll(
  tx: Tx,
  viewer: Viewer,
  { people, options }: { people: readonly PlannedPerson[]; options: LookupOptions },
): Promise<PlannedPerson[]> {
  const joined: PlannedPerson[] = [];
  for (const person of people) {
    const asked = { identity: person.identity, options, isRefresh: false, source: "run" as const };
    const lookupId = await joinUnderWay(tx, viewer, asked);
    joined.push(lookupId ? { ...person, standing: "joined", lookupId } : person);
  }
  return joined;
}
