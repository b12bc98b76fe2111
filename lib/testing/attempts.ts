import { randomBytes } from "node:crypto";
import type { Viewer } from "@/lib/auth/viewer";
import { holdCredits } from "@/lib/credits/server/settle-attempt-credits";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

export type TestAttempt = { attemptId: string; lookupId: string; token: string; apolloId: string };

type Given = Partial<
  Pick<
    Prisma.AttemptUncheckedCreateInput,
    "state" | "phoneState" | "waterfallState" | "requestedApolloId" | "returnedApolloId" | "request"
  > & { sentAt: Date; settledAt: Date | null; erasedAt: Date | null; outcome: string }
>;

export const anApolloId = () => randomBytes(12).toString("hex");

const OPTIONS = {
  revealPersonalEmails: false,
  revealPhoneNumber: true,
  waterfallEmail: false,
  waterfallPhone: false,
};

/** A lookup of the viewer that was answered and waits for its phones, with nine credits held. */
export async function anAttempt(viewer: Viewer, given: Given = {}): Promise<TestAttempt> {
  const { outcome = "matched", ...columns } = given;
  const { workspaceId, userId } = viewer;
  const token = randomBytes(32).toString("base64url");
  const apolloId = anApolloId();
  const attemptId = newId("attempt");
  const lookupId = newId("lookup");
  const states = { phoneState: given.phoneState ?? "waiting", waterfallState: given.waterfallState ?? "not_asked" };
  await inTransaction(async (tx) => {
    await tx.attempt.create({
      data: {
        ...{ id: attemptId, workspaceId, identity: attemptId, state: "matched", request: {}, sentAt: new Date() },
        ...{ tokenHash: new Uint8Array(sha256(token)), returnedApolloId: apolloId, ...states, ...columns },
      },
    });
    const asked = { input: {}, options: OPTIONS, label: "Ana Silva", outcome, creditsHeld: 9 };
    await tx.lookup.create({ data: { id: lookupId, workspaceId, userId, attemptId, ...asked, ...states } });
    await holdCredits(tx, { workspaceId, attemptId, userId, ceiling: new Prisma.Decimal(9) });
  });
  return { attemptId, lookupId, token, apolloId };
}

/** What became of an attempt, as the database has it. */
export async function storyOfAttempt({ attemptId, lookupId }: TestAttempt) {
  const attempt = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
  const lookup = await db.lookup.findUniqueOrThrow({
    where: { id: lookupId },
    include: { person: { include: { phones: true, emails: true } } },
  });
  const entries = await db.ledgerEntry.findMany({ where: { attemptId }, orderBy: [{ kind: "asc" }, { part: "asc" }] });
  const deliveries = await db.delivery.findMany({ where: { attemptId }, orderBy: { receivedAt: "asc" } });
  return {
    state: attempt.state,
    phoneState: [attempt.phoneState, lookup.phoneState],
    waterfallState: [attempt.waterfallState, lookup.waterfallState],
    outcome: lookup.outcome,
    ledger: entries.map(({ kind, part, credits }) => `${kind} ${part} ${credits.toString()}`),
    deliveries: deliveries.map(({ state, kind }) => `${state} ${kind ?? "-"}`),
    person: lookup.person,
    numbers: (lookup.person?.phones ?? []).map(({ number }) => number).sort(),
    addresses: (lookup.person?.emails ?? []).map(({ address }) => address).sort(),
  };
}
