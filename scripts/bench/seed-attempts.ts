import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

export type OpenAttempt = { attemptId: string; lookupId: string; token: string; apolloId: string };

const CHUNK = 1000;

/** Writes `count` matched attempts of one rep that wait for phones, each with its person's id and callback token. */
export async function seedAttempts(count: number): Promise<OpenAttempt[]> {
  const { workspaceId, userId } = await db.membership.findFirstOrThrow({ where: { workspace: { kind: "practice" } } });
  const made = Array.from({ length: count }, () => ({
    attemptId: newId("attempt"),
    lookupId: newId("lookup"),
    token: randomBytes(32).toString("base64url"),
    apolloId: randomBytes(12).toString("hex"),
  }));
  const now = new Date();
  for (let from = 0; from < count; from += CHUNK) {
    const chunk = made.slice(from, from + CHUNK);
    await db.attempt.createMany({
      data: chunk.map(({ attemptId, token, apolloId }) => ({
        id: attemptId,
        workspaceId,
        identity: attemptId,
        state: "matched",
        phoneState: "waiting",
        tokenHash: new Uint8Array(sha256(token)),
        request: {},
        requestedApolloId: apolloId,
        returnedApolloId: apolloId,
        sentAt: now,
      })),
    });
    await db.lookup.createMany({
      data: chunk.map(({ attemptId, lookupId }) => ({
        id: lookupId,
        workspaceId,
        userId,
        attemptId,
        input: {},
        options: { revealPersonalEmails: false, revealPhoneNumber: true, waterfallEmail: false, waterfallPhone: false },
        label: `bench ${attemptId.slice(-6)}`,
        outcome: "matched",
        phoneState: "waiting",
      })),
    });
  }
  return made;
}

/** A native phone body as the provider sends it (docs/apollo-contract.md §5.2). */
export function phoneBody(apolloId: string, serial: number): Buffer {
  const number = `+1202555${String(100 + (serial % 100)).padStart(4, "0")}`;
  return Buffer.from(
    JSON.stringify({
      status: "success",
      total_requested_enrichments: 1,
      unique_enriched_records: 1,
      missing_records: 0,
      credits_consumed: 8,
      people: [
        {
          id: apolloId,
          status: "success",
          phone_numbers: [
            {
              raw_number: number,
              sanitized_number: number,
              type_cd: "mobile",
              status_cd: "valid_number",
              confidence_cd: "high",
              dnc_status_cd: "not_found",
            },
          ],
        },
      ],
    }),
  );
}

export function* shotsFor(attempts: readonly OpenAttempt[]) {
  for (const [serial, { token, apolloId }] of attempts.entries()) {
    yield { path: `/api/webhooks/apollo/${token}`, method: "POST" as const, body: phoneBody(apolloId, serial) };
  }
}
