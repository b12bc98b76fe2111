import "server-only";
import { randomBytes } from "node:crypto";
import { findDefaultKey, type SealedKey } from "@/lib/api-keys/server/find-default-key";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { noteKeyUse } from "@/lib/api-keys/server/note-key-use";
import { findPause } from "@/lib/api-keys/server/pause-key";
import { apolloFor } from "@/lib/apollo/configured";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { needsWebhook } from "@/lib/lookups/lookup";
import { answerFromStore } from "@/lib/lookups/server/answer-from-store";
import { asStanding, type BulkAsked, type BulkPerson, type PlacedPerson } from "@/lib/lookups/server/bulk-people";
import { findAnswersInStore } from "@/lib/lookups/server/find-answer-in-store";
import { findBars } from "@/lib/lookups/server/find-bar";
import { requireWayBack } from "@/lib/lookups/server/place-lookup";
import { planCalls, type PlannedPerson } from "@/lib/lookups/server/plan-bulk-calls";
import { BULK_ENDPOINT, webhookUrlOf, type ReadyBulk } from "@/lib/lookups/server/ready-attempt";

/** `calls`: to be made now that they are committed. None where everybody was answered otherwise. */
export type BulkPlaced = { placed: PlacedPerson[]; calls: ReadyBulk[] };

/**
 * Finds people their answers for the least money, as `placeLookup` does for one, and writes calls for those whom the provider
 * must be asked for: each with a lookup, an attempt and a hold of their own. Who stands on the suppression list is not looked
 * for; where the budget covers only some, the first ones are asked for. All of it is one commit before anything is sent.
 */
export async function placeBulk(tx: Tx, viewer: Viewer, asked: BulkAsked): Promise<BulkPlaced> {
  requireWayBack(viewer, asked);
  const key = await requireBulkKey(tx, viewer.workspaceId);
  // Opened before anything is held: a key ring that does not fit stops the run here.
  const client = apolloFor(viewer.workspaceKind, openApiKey(key));
  const { suppressed, others } = await partSuppressed(tx, viewer, asked.people);
  const { answered, unknown } = await answerOurs(tx, viewer, { ...asked, people: others });
  if (unknown.length === 0) return { placed: [...suppressed, ...answered], calls: [] };
  const planned = await planCalls(tx, viewer, { ...asked, people: unknown, apiKeyId: key.id });
  await noteKeyUse(tx, { id: key.id, workspaceId: viewer.workspaceId });
  const calls: ReadyBulk[] = [];
  for (const [bulkCallId, people] of callsOf(planned)) {
    const webhookUrl = await openAddress(tx, viewer, { people, options: asked.options });
    const { workspaceId } = viewer;
    calls.push({ workspaceId, bulkCallId, apiKeyId: key.id, options: asked.options, client, people, webhookUrl });
  }
  return { placed: [...suppressed, ...answered, ...planned], calls };
}

function callsOf(planned: readonly PlannedPerson[]): Map<string, ReadyBulk["people"]> {
  const calls = Map.groupBy(
    planned.filter(({ standing }) => standing === "sending"),
    ({ bulkCallId }) => bulkCallId,
  );
  const toReady = ({ number, identity, attemptId, lookupId }: PlannedPerson) => ({
    ...{ number, identity, attemptId },
    lookupId: lookupId ?? "",
  });
  return new Map([...calls].map(([id, people]) => [id, people.map(toReady)]));
}

/** The call's one address stands with its first attempt: what comes there is given to whom it is about. */
async function openAddress(
  tx: Tx,
  { workspaceId }: Viewer,
  { people: [first], options }: Pick<ReadyBulk, "people" | "options">,
): Promise<string | null> {
  if (!first || !needsWebhook(options)) return null;
  const token = randomBytes(32).toString("base64url");
  const tokenHash = new Uint8Array(sha256(token));
  await tx.attempt.updateMany({ where: { id: first.attemptId, workspaceId }, data: { tokenHash } });
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
