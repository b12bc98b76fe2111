import { sha256 } from "@/lib/crypto/digest";
import { phoneBody } from "@/lib/testing/callbacks";
import type { TestAttempt } from "@/lib/testing/attempts";
import type { Random } from "@/scripts/proof/random";

/** How one try to deliver a body ended for its sender. `cut`: it was on its way, and no whole answer came. */
export type Answer = { kind: "answered"; status: number } | { kind: "refused" } | { kind: "cut" } | { kind: "silent" };
/** Times in ms of this process's clock. */
export type Try = Answer & { sentAt: number; endedAt: number };

/** One body, unlike any other, for one attempt; and every try to deliver it. */
export type Operation = {
  id: number;
  attempt: TestAttempt;
  body: Buffer;
  sha256: string;
  numbers: string[];
  tries: Try[];
};

export type Span = { from: number; to: number };

export const isAck = (said: Answer): boolean => said.kind === "answered" && said.status >= 200 && said.status < 300;

/**
 * What its sender knows of it. A 503 to a call that was under way when the database died leaves it open: what is committed
 * and what its server could still say of it are two things. Any other refusal is one.
 */
export function outcomeOf({ tries }: Pick<Operation, "tries">, crashes: readonly Span[]): "ok" | "fail" | "unknown" {
  if (tries.some(isAck)) return "ok";
  return tries.some((tried) => isOpen(tried, crashes)) ? "unknown" : "fail";
}

function isOpen({ sentAt, endedAt, ...said }: Try, crashes: readonly Span[]): boolean {
  if (said.kind === "cut" || said.kind === "silent") return true;
  return said.kind === "answered" && crashes.some(({ from, to }) => sentAt <= to && endedAt >= from);
}

/** A token takes fifty different bodies. */
const BODIES_MAX = 45;
const NUMBERS = 6;
const DAYS = 300;

/** Gives another operation each time, on any of the attempts; undefined once none of them takes more. */
export function createOperations(attempts: readonly TestAttempt[], random: Random) {
  const open = attempts.map((attempt) => ({ attempt, bodies: 0 }));
  const all: Operation[] = [];
  const next = (): Operation | undefined => {
    const place = random.below(open.length);
    const chosen = open[place];
    if (!chosen) return undefined;
    chosen.bodies += 1;
    if (chosen.bodies === BODIES_MAX) open.splice(place, 1);
    const operation = anOperation(all.length, chosen.attempt, random);
    all.push(operation);
    return operation;
  };
  return { all, next };
}

/** Attempts enough for so many acknowledgements: one in three is of a new body, and some bodies never get one. */
export const attemptsFor = (acks: number): number => Math.ceil((acks * 0.5) / BODIES_MAX) + 50;

function anOperation(id: number, attempt: TestAttempt, random: Random): Operation {
  const places = [...new Set([random.below(NUMBERS), random.below(NUMBERS)])];
  const numbers = places.map((place) => `+1202555010${place}`);
  const updatedAt = new Date(Date.UTC(2025, 0, 1 + random.below(DAYS))).toISOString();
  const body = Buffer.from(
    phoneBody(
      attempt.apolloId,
      numbers.map((number) => ({ number, updatedAt })),
      { operation: id },
    ),
  );
  return { id, attempt, body, sha256: sha256(body).toString("hex"), numbers, tries: [] };
}
