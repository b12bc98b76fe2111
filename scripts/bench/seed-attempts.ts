import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { phoneBody } from "@/lib/sandbox/wire/phone-body";
import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import { ORDINARY_COUNT } from "@/lib/sandbox/world/roster";
import type { Shot } from "@/scripts/bench/load";

export type OpenAttempt = { attemptId: string; lookupId: string; token: string; person: WorldPerson };

const CHUNK = 500;
const OPTIONS = { revealPersonalEmails: false, revealPhoneNumber: true, waterfallEmail: false, waterfallPhone: false };
const HELD = 9;

let nextIndex = 0;

/** Another person of the emulator's world each time, of those who have a number to call. After all of them, the first again. */
function nextPerson(): WorldPerson {
  for (;;) {
    const person = ordinaryPerson(nextIndex++ % ORDINARY_COUNT);
    // A number that must not be called has no link to wait for.
    if (person.phones.some(({ number, dnc }) => number !== null && dnc === "not_found")) return person;
  }
}

/** Writes `count` answered lookups of the admin that wait for phones, as a lookup with a phone reveal leaves them. */
export async function seedAttempts(count: number): Promise<OpenAttempt[]> {
  const asker = await findAsker();
  const made: OpenAttempt[] = [];
  while (made.length < count) {
    const chunk = Array.from({ length: Math.min(CHUNK, count - made.length) }, () => ({
      attemptId: newId("attempt"),
      lookupId: newId("lookup"),
      token: randomBytes(32).toString("base64url"),
      person: nextPerson(),
    }));
    await write(chunk, asker);
    made.push(...chunk);
  }
  return made;
}

type Asker = { workspaceId: string; userId: string };

/** The admin, in the practice workspace. */
export function findAsker(): Promise<Asker> {
  return db.membership.findFirstOrThrow({ where: { workspace: { kind: "practice" } } });
}

async function write(chunk: readonly OpenAttempt[], { workspaceId, userId }: Asker): Promise<void> {
  const now = new Date();
  const states = { phoneState: "waiting", createdAt: now };
  await db.attempt.createMany({
    data: chunk.map(({ attemptId: id, token, person }) => ({
      ...{ id, workspaceId, identity: id, state: "matched", ...states, sentAt: now, answeredAt: now, settledAt: now },
      ...{ tokenHash: new Uint8Array(sha256(token)), request: { email: person.email, ...OPTIONS } },
      returnedApolloId: person.id,
    })),
  });
  await db.lookup.createMany({
    data: chunk.map(({ attemptId, lookupId: id, person }) => ({
      ...{ id, workspaceId, userId, attemptId, outcome: "matched", ...states, settledAt: now },
      ...{
        input: { email: person.email },
        options: OPTIONS,
        label: `${person.first} ${person.last}`,
        creditsHeld: HELD,
      },
    })),
  });
  await db.ledgerEntry.createMany({
    data: chunk.map(({ attemptId }) => ({
      ...{ id: newId("ledger"), workspaceId, userId, attemptId, createdAt: now },
      ...{ kind: "hold", part: "lookup", credits: HELD, reason: "the most this can cost" },
    })),
  });
}

/** The body that the emulator sends for this person's phones. */
export function bodyFor({ index, id, country, phones }: WorldPerson): Buffer {
  const result = { id, index, countryName: country.name, outcome: "numbers" as const, phones };
  return Buffer.from(JSON.stringify(phoneBody([result], new Date())));
}

/** One callback for each. */
export function* shotsFor(attempts: readonly OpenAttempt[]): Generator<Shot> {
  for (const { token, person } of attempts) {
    yield { path: `/api/webhooks/apollo/${token}`, method: "POST", body: bodyFor(person) };
  }
}
