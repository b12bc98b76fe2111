import "server-only";
import type { Prisma, Tx } from "@/lib/db/client";
import type { AttemptState, PendingState } from "@/lib/lookups/lookup";

export type NewAttempt = {
  id: string;
  workspaceId: string;
  apiKeyId: string;
  identity: string;
  tokenHash: Uint8Array<ArrayBuffer>;
  request: Prisma.InputJsonObject;
  requestedApolloId: string | null;
  phoneState: PendingState;
  waterfallState: PendingState;
  sentAt: Date;
};

/** Writes the attempt in `sending`, with its callback token's hash. Must be committed before the call is made. */
export async function createAttempt(tx: Tx, attempt: NewAttempt): Promise<void> {
  await tx.attempt.create({ data: { ...attempt, state: "sending" } });
}

type Move = {
  id: string;
  workspaceId: string;
  from: readonly AttemptState[];
  to: AttemptState;
  set?: Omit<Prisma.AttemptUpdateManyMutationInput, "state" | "phoneState" | "waterfallState">;
};

/** Compare-and-set. Returns false when someone else moved the attempt first; the caller then stops. */
export async function moveAttempt(tx: Tx, { id, workspaceId, from, to, set }: Move): Promise<boolean> {
  const { count } = await tx.attempt.updateMany({
    where: { id, workspaceId, state: { in: [...from] } },
    data: { ...set, state: to },
  });
  return count === 1;
}

type PendingMove = { id: string; workspaceId: string; phone?: PendingState; waterfall?: PendingState };

/** Ends what is still waited for. A callback that came first keeps its word: only `waiting` moves. */
export async function endWaiting(tx: Tx, { id, workspaceId, phone, waterfall }: PendingMove): Promise<void> {
  if (phone) {
    await tx.attempt.updateMany({ where: { id, workspaceId, phoneState: "waiting" }, data: { phoneState: phone } });
  }
  if (waterfall) {
    await tx.attempt.updateMany({
      where: { id, workspaceId, waterfallState: "waiting" },
      data: { waterfallState: waterfall },
    });
  }
}

type LookupCopy = Pick<Prisma.LookupUncheckedUpdateManyInput, "outcome" | "personId" | "errorCode" | "settledAt">;

/** Copies an attempt's states, and what else is given, to every lookup that shares it. Returns those lookups' ids. */
export async function copyToLookups(
  tx: Tx,
  ref: { id: string; workspaceId: string },
  copy: LookupCopy,
): Promise<string[]> {
  const { id: attemptId, workspaceId } = ref;
  const attempt = await tx.attempt.findFirst({
    where: { id: attemptId, workspaceId },
    select: { phoneState: true, waterfallState: true },
  });
  if (!attempt) return [];
  await tx.lookup.updateMany({ where: { attemptId, workspaceId }, data: { ...copy, ...attempt } });
  const lookups = await tx.lookup.findMany({ where: { attemptId, workspaceId }, select: { id: true } });
  return lookups.map(({ id }) => id);
}
