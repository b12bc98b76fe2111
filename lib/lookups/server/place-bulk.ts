import "server-only";
import { randomBytes } from "node:crypto";
import { findDefaultKey, type SealedKey } from "@/lib/api-keys/server/find-default-key";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { noteKeyUse } from "@/lib/api-keys/server/note-key-use";
import { findPause } from "@/lib/api-keys/server/pause-key";
import { apolloFor } from "@/lib/apollo/configured";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { priceLookup } from "@/lib/credits/server/price-lookup";
import { holdManyCredits } from "@/lib/credits/server/settle-attempt-credits";
import { sha256 } from "@/lib/crypto/digest";
import type { Prisma, Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { INSTANCE_ID } from "@/lib/jobs/instance-pulse";
import {
  identityKey,
  isWaterfall,
  labelOf,
  needsWebhook,
  type LookupIdentity,
  type LookupOptions,
} from "@/lib/lookups/lookup";
import { answerFromStore } from "@/lib/lookups/server/answer-from-store";
import { createBulkAttempts } from "@/lib/lookups/server/attempt-store";
import { findAnswersInStore } from "@/lib/lookups/server/find-answer-in-store";
import { findBars } from "@/lib/lookups/server/find-bar";
import { joinUnderWay } from "@/lib/lookups/server/join-under-way";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { requireWayBack } from "@/lib/lookups/server/place-lookup";
import { BULK_ENDPOINT, webhookUrlOf, type ReadyBulk } from "@/lib/lookups/server/ready-attempt";

/** `number` is the caller's own, by which it is told what became of each. */
export type BulkPerson = { number: number; identity: LookupIdentity };

export type BulkAsked = {
  /** At most ten. */
  people: readonly BulkPerson[];
  options: LookupOptions;
  isRefresh: boolean;
  runId: string | null;
};

/** `uncovered`: the budget ends before them. `busy`: an identical lookup has just come or gone; to be asked for again. */
export type BulkStanding = "sending" | "ours" | "joined" | "suppressed" | "uncovered" | "busy";
export type PlacedPerson = BulkPerson & { standing: BulkStanding; lookupId: string | null; reason: string | null };

/** `call`: to be made now that it is committed. Null where everybody was answered otherwise. */
export type BulkPlaced = { placed: PlacedPerson[]; call: ReadyBulk | null };

/**
 * Finds up to ten people their answers for the least money, as `placeLookup` does for one, and writes one call for those whom
 * the provider must be asked for: each with a lookup, an attempt and a hold of their own. Who stands on the suppression list is
 * not looked for; where the budget covers only some, the first ones are asked for. All of it is one commit before anything is
 * sent.
 */
export async function placeBulk(tx: Tx, viewer: Viewer, asked: BulkAsked): Promise<BulkPlaced> {
  // Its callback says only what all of them cost together.
  if (isWaterfall(asked.options) && asked.people.length > 1) throw new TypeError("a waterfall is asked for one by one");
  requireWayBack(viewer, asked);
  const key = await requireBulkKey(tx, viewer.workspaceId);
  // Opened before anything is held: a key ring that does not fit stops the run here.
  const client = apolloFor(viewer.workspaceKind, openApiKey(key));
  const { suppressed, others } = await partSuppressed(tx, viewer, asked.people);
  const { answered, unknown } = await answerOurs(tx, viewer, { ...asked, people: others });
  if (unknown.length === 0) return { placed: [...suppressed, ...answered], call: null };
  const bulkCallId = newId("bulkCall");
  const planned = await planCalls(tx, viewer, { ...asked, people: unknown, bulkCallId, apiKeyId: key.id });
  const sending = planned.filter(({ standing }) => standing === "sending");
  await noteKeyUse(tx, { id: key.id, workspaceId: viewer.workspaceId });
  const people = sending.map(({ number, identity, attemptId, lookupId }) => ({
    ...{ number, identity, attemptId },
    lookupId: lookupId ?? "",
  }));
  const { workspaceId } = viewer;
  const [first] = people;
  const webhookUrl =
    first && needsWebhook(asked.options) ? await openAddress(tx, { id: first.attemptId, workspaceId }) : null;
  const call = { workspaceId, bulkCallId, apiKeyId: key.id, options: asked.options, client, people, webhookUrl };
  return { placed: [...suppressed, ...answered, ...planned], call: people.length > 0 ? call : null };
}

/** The call's one address stands with its first attempt: what comes there is given to whom it is about. */
async function openAddress(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = new Uint8Array(sha256(token));
  await tx.attempt.updateMany({ where: { id, workspaceId }, data: { tokenHash } });
  return webhookUrlOf(token);
}

async function requireBulkKey(tx: Tx, workspaceId: string): Promise<SealedKey> {
  const key = await findDefaultKey(tx, workspaceId);
  if (!key) throw new AppError("key_missing", `workspace ${workspaceId} has no default key`);
  const pause = await findPause(tx, { apiKeyId: key.id, endpoint: BULK_ENDPOINT });
  if (!pause) return key;
  const code = pause.reason === "rate_limited" ? "provider_rate_limited" : pause.reason;
  throw new AppError(code, `key ${key.id} pauses until ${pause.until.toISOString()}`);
}

const asStanding = (person: BulkPerson, standing: BulkStanding, more: Partial<PlacedPerson> = {}): PlacedPerson => ({
  ...person,
  ...{ standing, lookupId: null, reason: null },
  ...more,
});

async function partSuppressed(tx: Tx, { workspaceId }: Viewer, people: readonly BulkPerson[]) {
  const barred = await findBars(tx, workspaceId, people);
  const bars = people.map((person, at) => ({ person, bar: barred[at]?.bar ?? null }));
  return {
    suppressed: bars.flatMap(({ person, bar }) =>
      bar ? [asStanding(person, "suppressed", { reason: bar.reason })] : [],
    ),
    others: bars.flatMap(({ person, bar }) => (bar ? [] : [person])),
  };
}

/** Who is ours and fresh is answered for nothing. */
async function answerOurs(tx: Tx, viewer: Viewer, { people, options, isRefresh }: BulkAsked) {
  const identities = people.map(({ identity }) => identity);
  const answers = isRefresh ? [] : await findAnswersInStore(tx, viewer.workspaceId, { identities, options });
  const answered: PlacedPerson[] = [];
  const unknown: BulkPerson[] = [];
  for (const [at, person] of people.entries()) {
    const isHeld = answers[at]?.holding.missing.length === 0;
    const asked = { identity: person.identity, options, isRefresh, source: "run" as const };
    const lookupId = isHeld ? await answerFromStore(tx, viewer, asked) : null;
    if (lookupId) answered.push(asStanding(person, "ours", { lookupId }));
    else unknown.push(person);
  }
  return { answered, unknown };
}

type Calling = BulkAsked & { bulkCallId: string; apiKeyId: string };
type Planned = PlacedPerson & { attemptId: string };

async function planCalls(tx: Tx, viewer: Viewer, calling: Calling): Promise<Planned[]> {
  const { workspaceId, userId } = viewer;
  const { people, options, bulkCallId, apiKeyId, runId } = calling;
  const { ceiling } = await priceLookup(tx, workspaceId, options);
  const wanted = people.map((person) => ({ ...asStanding(person, "busy"), attemptId: newId("attempt") }));
  const call = { id: bulkCallId, workspaceId, apiKeyId, runId, state: "sending", sender: INSTANCE_ID };
  await tx.bulkCall.create({ data: { ...call, requested: wanted.length } });
  const created = await createBulkAttempts(
    tx,
    wanted.map(({ attemptId, identity }) => ({
      ...{ id: attemptId, workspaceId, apiKeyId, identity: identityKey(identity, options) },
      ...{ request: { ...identity, ...options }, requestedApolloId: identity.apolloId ?? null },
      ...{ phoneState: phoneStateOf(options), waterfallState: waterfallStateOf(options) },
    })),
    bulkCallId,
  );
  const free = wanted.filter(({ attemptId }) => created.has(attemptId));
  const attemptIds = free.map(({ attemptId }) => attemptId);
  // Attempts come before budgets for everyone: what no budget covers goes again, with nothing held.
  const { count, refusedBy } = await holdManyCredits(tx, { workspaceId, userId, attemptIds, ceiling });
  const left = free.slice(count).map((person) => ({ ...person, standing: "uncovered" as const, reason: refusedBy }));
  if (left.length > 0)
    await tx.attempt.deleteMany({ where: { id: { in: left.map(({ attemptId }) => attemptId) }, workspaceId } });
  await noteRequested(tx, bulkCallId, { count, of: wanted.length });
  const sending = await writeLookups(tx, viewer, { ...calling, ceiling, people: free.slice(0, count) });
  const shared = wanted.filter(({ attemptId }) => !created.has(attemptId));
  return [...sending, ...left, ...(await joinAll(tx, viewer, { people: shared, options }))];
}

const phoneStateOf = ({ revealPhoneNumber, waterfallPhone }: LookupOptions) =>
  revealPhoneNumber && !waterfallPhone ? "waiting" : "not_asked";
const waterfallStateOf = (options: LookupOptions) => (isWaterfall(options) ? "waiting" : "not_asked");

/** A call that nobody is left for was never there. */
async function noteRequested(tx: Tx, id: string, { count, of }: { count: number; of: number }): Promise<void> {
  if (count === 0) await tx.bulkCall.delete({ where: { id } });
  else if (count < of) await tx.bulkCall.update({ where: { id }, data: { requested: count } });
}

type Writing = Omit<Calling, "people"> & { people: readonly Planned[]; ceiling: Prisma.Decimal };

/** The audit says once for the call who had contacts revealed, and of how many. */
async function writeLookups(tx: Tx, { workspaceId, userId }: Viewer, writing: Writing): Promise<Planned[]> {
  const { people, options, apiKeyId, bulkCallId, ceiling } = writing;
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
  const audited = { subject: bulkCallId, detail: { reveals, people: people.length } };
  if (reveals.length > 0)
    await recordAudit(tx, { workspaceId, actorId: userId, action: "reveal.requested", ...audited });
  return sending;
}

/** Of whom an identical attempt is under way they share the answer. */
async function joinAll(
  tx: Tx,
  viewer: Viewer,
  { people, options }: { people: readonly Planned[]; options: LookupOptions },
): Promise<Planned[]> {
  const joined: Planned[] = [];
  for (const person of people) {
    const asked = { identity: person.identity, options, isRefresh: false, source: "run" as const };
    const lookupId = await joinUnderWay(tx, viewer, asked);
    joined.push(lookupId ? { ...person, standing: "joined", lookupId } : person);
  }
  return joined;
}
