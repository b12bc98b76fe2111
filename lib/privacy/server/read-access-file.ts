import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { env } from "@/lib/env/server";
import { AppError } from "@/lib/errors/app-error";
import { toPlain, withReadableBody, type Fields } from "@/lib/privacy/server/access-values";
import { readGroups } from "@/lib/privacy/server/read-groups";
import { readNotes } from "@/lib/privacy/server/read-notes";
import { readRunRows } from "@/lib/privacy/server/read-run-rows";
import { findTraces, type Traces } from "@/lib/privacy/server/find-traces";
import { readRetentionDays, type RetentionDays } from "@/lib/privacy/server/retention-rule-store";

type Lists =
  | "emails"
  | "phones"
  | "identities"
  | "tags"
  | "notes"
  | "tasks"
  | "runRows"
  | "lists"
  | "observations"
  | "merges"
  | "distinctions"
  | "reveals"
  | "lookups"
  | "approvals"
  | "reviews"
  | "comments"
  | "attempts"
  | "deliveries"
  | "ledger"
  | "audit";

/** What docs/personal-data.md describes. Fields of a row bear the names of its columns, in camel case. */
export type AccessFile = Record<Lists, Fields[]> & {
  formatVersion: number;
  madeAt: string;
  heldBy: { workspaceId: string; workspace: string; installation: string };
  keptFor: RetentionDays;
  person: Fields;
  company: Fields | null;
};

export type AccessRequest = { personId: string; format: "html" | "json"; address: string };

/** Version 1 of what docs/personal-data.md describes. Fields are added, never renamed. */
const FORMAT_VERSION = 1;

/**
 * Admin: everything that is held on one person of the workspace, from our own tables alone, with where each value came from.
 * Nothing of it is covered: it is the person's own. The audit says who made it, for whom and from where.
 */
export async function readAccessFile(viewer: Viewer, request: AccessRequest): Promise<AccessFile> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const { personId, format, address } = request;
  return inTransaction(
    async (tx) => {
      const file = await collect(tx, viewer, personId);
      await recordAudit(tx, {
        ...{
          workspaceId,
          actorId: userId,
          action: "person.access_file",
          subject: personId,
          detail: { format },
          address,
        },
      });
      return file;
    },
    { timeoutMs: 60_000 },
  );
}

async function collect(tx: Tx, viewer: Viewer, personId: string): Promise<AccessFile> {
  const { workspaceId } = viewer;
  // One moment for all of it: what a delivery changes meanwhile is in it whole or not at all.
  await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`;
  const known = await tx.person.findFirst({
    where: { id: personId, workspaceId },
    include: {
      ...{ company: true, emails: true, phones: { include: { reveals: true } }, identities: true },
      observations: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
    },
  });
  if (!known) throw new AppError("not_found", `person ${personId}`);
  const { company, emails, phones, identities, observations, ...person } = known;
  const traces = await findTraces(tx, known);
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { name: true } });
  return {
    formatVersion: FORMAT_VERSION,
    madeAt: (await readClock(tx)).toISOString(),
    heldBy: { workspaceId, workspace: workspace.name, installation: env.APP_URL },
    keptFor: await readRetentionDays(tx, workspaceId),
    person: toPlain(person),
    company: company && toPlain(company),
    emails: emails.map(toPlain),
    phones: phones.map(({ reveals: _reveals, ...phone }) => toPlain(phone)),
    identities: identities.map(toPlain),
    ...(await readGroups(tx, viewer, personId)),
    ...(await readNotes(tx, workspaceId, personId)),
    ...(await readRunRows(tx, workspaceId, personId)),
    reveals: phones.flatMap(({ reveals }) => reveals).map(toPlain),
    observations: observations.map(toPlain),
    ...(await readMerged(tx, workspaceId, personId)),
    ...(await readTraces(tx, workspaceId, { person: known, traces })),
  };
}

/** Records that were merged with this one, and such as members said are of somebody else: those by number only. */
async function readMerged(tx: Tx, workspaceId: string, id: string) {
  const merges = await tx.personMerge.findMany({
    where: { workspaceId, OR: [{ survivorId: id }, { absorbedId: id }] },
    orderBy: { mergedAt: "asc" },
  });
  const distinctions = await tx.distinctPeople.findMany({
    where: { workspaceId, OR: [{ personId: id }, { otherId: id }] },
  });
  return { merges: merges.map(toPlain), distinctions: distinctions.map(toPlain) };
}

type Known = {
  id: string;
  apolloId: string;
  identities: readonly { kind: string; value: string }[];
  phones: readonly { id: string }[];
};

async function readTraces(tx: Tx, workspaceId: string, { person, traces }: { person: Known; traces: Traces }) {
  const lookups = await tx.lookup.findMany({
    where: { workspaceId, id: { in: traces.lookupIds } },
    orderBy: { createdAt: "asc" },
    include: { user: { select: { name: true } } },
  });
  const attempts = await tx.attempt.findMany({
    where: { workspaceId, id: { in: traces.attemptIds } },
    orderBy: { createdAt: "asc" },
    // The token's hash would let its holder prove a token; it says nothing of the person.
    omit: { tokenHash: true },
    include: { apiKey: { select: { name: true } } },
  });
  const deliveries = await tx.delivery.findMany({
    where: { workspaceId, id: { in: traces.deliveryIds } },
    orderBy: { receivedAt: "asc" },
  });
  const ledger = await tx.ledgerEntry.findMany({
    where: { workspaceId, attemptId: { in: traces.attemptIds } },
    orderBy: { createdAt: "asc" },
  });
  const approvals = await tx.approval.findMany({ where: { workspaceId, lookupId: { in: traces.lookupIds } } });
  const reviews = await tx.lookupReview.findMany({ where: { workspaceId, lookupId: { in: traces.lookupIds } } });
  const comments = await tx.lookupComment.findMany({
    where: { workspaceId, lookupId: { in: traces.lookupIds } },
    orderBy: { createdAt: "asc" },
  });
  const foundThem = new Set(lookups.filter(({ personId }) => personId === person.id).map(({ attemptId }) => attemptId));
  // Of a call that asked by one of their names and found somebody else, the answer is not theirs to read.
  const merged = person.identities.filter(({ kind }) => kind === "apollo").map(({ value }) => value);
  const apolloIds = [person.apolloId, ...merged];
  const theirs = new Set(
    attempts
      .filter(({ id, returnedApolloId }) => foundThem.has(id) || apolloIds.includes(returnedApolloId ?? ""))
      .map(({ id }) => id),
  );
  const subjects = [person.id, ...person.phones.map(({ id }) => id), ...Object.values(traces).flat()];
  return {
    lookups: lookups.map(({ user, ...lookup }) => ({ askedBy: user.name, ...toPlain(lookup) })),
    attempts: attempts.map(({ apiKey, ...attempt }) => {
      const isTheirs = theirs.has(attempt.id);
      return {
        keyName: apiKey?.name ?? null,
        ...withReadableBody(attempt, "responseBody", isTheirs),
        // What the match guard said of somebody else names them.
        ...(!isTheirs && { guardReasons: null }),
      };
    }),
    deliveries: deliveries.map((delivery) =>
      withReadableBody(delivery, "body", delivery.state !== "mismatch" && theirs.has(delivery.attemptId)),
    ),
    ledger: ledger.map(toPlain),
    approvals: approvals.map(toPlain),
    reviews: reviews.map(toPlain),
    comments: comments.map(toPlain),
    audit: await readAudit(tx, workspaceId, { personId: person.id, subjects }),
  };
}

/** Who looked at what, opened and took away, as far as the audit keeps it. */
async function readAudit(
  tx: Tx,
  workspaceId: string,
  { personId, subjects }: { personId: string; subjects: readonly string[] },
) {
  const events = await tx.auditEvent.findMany({
    where: {
      workspaceId,
      OR: [{ subject: { in: [...subjects] } }, { detail: { path: ["personId"], equals: personId } }],
    },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const actorIds = events.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]));
  const actors = await tx.user.findMany({ where: { id: { in: actorIds } }, select: { id: true, name: true } });
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  return events.map((event) => ({ actorName: names.get(event.actorId ?? "") ?? null, ...toPlain(event) }));
}
