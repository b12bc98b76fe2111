import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, isAck, type Operation, type Try } from "@/scripts/proof/operations";
import type { Random } from "@/scripts/proof/random";

const SENDERS = 48;
/** Of them, those that go on while something is being started, and how long each pauses. */
const CALM_SENDERS = 8;
const CALM_PAUSE_MS = 60;
const REFUSED_PAUSE_MS = 20;
const SILENT_AFTER_MS = 10_000;
const STANDS_STILL_MS = 60_000;

/** How often a callback is sent once more: of those acknowledged, and of those that were not. */
const AGAIN = { acknowledged: 0.7, failed: 0.7 };
const AGAIN_WITHIN_MS = 3000;
const TRIES_MAX = 30;

type Given = { port: number; next: () => Operation | undefined; random: Random };

/** Senders of callbacks, who go on whatever happens to the target. */
export type Senders = {
  /** Acknowledged calls. */
  acks: () => number;
  /** All of them, as fast as they are answered. */
  hurry: () => void;
  /** A few, with pauses: as it begins. */
  calm: () => void;
  /** Throws when nothing is acknowledged for a minute. */
  untilAcks: (count: number) => Promise<void>;
  /** The time of the first acknowledgement of what was sent after this time. Throws when there is none within a minute. */
  firstAckAfter: (sentAfter: number) => Promise<number>;
  /** Resolves once everything under way has ended. */
  stop: () => Promise<void>;
};

export function startSenders({ port, next, random }: Given): Senders {
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const again: { operation: Operation; dueAt: number }[] = [];
  const state = { acks: 0, lastAckAt: performance.now() };
  const pace = createPace();
  const listeners = new Set<(tried: Try) => void>();

  function takeNext(): Operation | undefined {
    const due = again.findIndex(({ dueAt }) => dueAt <= performance.now());
    return due === -1 ? next() : again.splice(due, 1)[0]?.operation;
  }

  function note(operation: Operation, tried: Try): void {
    operation.tries.push(tried);
    if (isAck(tried)) {
      state.acks += 1;
      state.lastAckAt = tried.endedAt;
      for (const listener of listeners) listener(tried);
    }
    const delayMs = againAfterMs(tried, random);
    if (delayMs === null || operation.tries.length >= TRIES_MAX) return;
    again.push({ operation, dueAt: tried.endedAt + delayMs });
  }

  async function send(place: number): Promise<void> {
    while (await pace.turn(place)) {
      const operation = takeNext();
      if (!operation) {
        await wait(REFUSED_PAUSE_MS);
        continue;
      }
      const tried = await post({ agent, port }, operation);
      note(operation, tried);
      if (tried.kind === "refused") await wait(REFUSED_PAUSE_MS);
    }
  }

  const sending = Promise.all(Array.from({ length: SENDERS }, (_, place) => send(place)));
  return {
    acks: () => state.acks,
    hurry: pace.hurry,
    calm: pace.calm,
    untilAcks: async (count) => {
      while (state.acks < count) {
        if (performance.now() - state.lastAckAt > STANDS_STILL_MS) throw new Error("nothing is acknowledged any more");
        await wait(1);
      }
    },
    firstAckAfter: (sentAfter) => untilHeard(listeners, (tried) => tried.sentAt > sentAfter),
    stop: async () => {
      pace.stop();
      await sending;
      agent.destroy();
    },
  };
}

function createPace() {
  const state = { isCalm: true, isStopped: false, gate: Promise.withResolvers<undefined>() };
  const hurry = () => {
    state.isCalm = false;
    state.gate.resolve(undefined);
  };
  return {
    hurry,
    calm: () => {
      state.isCalm = true;
      state.gate = Promise.withResolvers();
    },
    stop: () => {
      state.isStopped = true;
      hurry();
    },
    /** Resolves when the sender at this place may go on; to false, when it is over. */
    turn: async (place: number): Promise<boolean> => {
      if (state.isCalm) await (place < CALM_SENDERS ? wait(CALM_PAUSE_MS) : state.gate.promise);
      return !state.isStopped;
    },
  };
}

/** What was never let in is sent until it is; the rest as its sender likes. Null: not any more. */
function againAfterMs(tried: Try, random: Random): number | null {
  if (tried.kind === "refused") return random.below(100);
  return random.chance(isAck(tried) ? AGAIN.acknowledged : AGAIN.failed) ? random.below(AGAIN_WITHIN_MS) : null;
}

function untilHeard(listeners: Set<(tried: Try) => void>, isIt: (tried: Try) => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = (tried: Try) => {
      if (!isIt(tried)) return;
      clearTimeout(patience);
      listeners.delete(listener);
      resolve(tried.endedAt);
    };
    const patience = setTimeout(() => {
      listeners.delete(listener);
      reject(new Error("nothing was acknowledged for a minute after a kill"));
    }, STANDS_STILL_MS);
    listeners.add(listener);
  });
}

type Target = { agent: Agent; port: number };

/** Sends the body once, and reads the answer to its end. */
function post({ agent, port }: Target, { attempt, body }: Operation): Promise<Try> {
  const sentAt = performance.now();
  const headers = { "content-type": "application/json", "content-length": String(body.length) };
  const path = `/api/webhooks/apollo/${attempt.token}`;
  return new Promise((resolve) => {
    const end = (answer: Answer) => resolve({ ...answer, sentAt, endedAt: performance.now() });
    const call = request({ agent, host: "127.0.0.1", port, path, method: "POST", headers }, (response) => {
      response.resume();
      response.on("error", () => end({ kind: "cut" }));
      response.on("end", () => {
        end(response.complete ? { kind: "answered", status: response.statusCode ?? 0 } : { kind: "cut" });
      });
    });
    const patience = setTimeout(() => {
      end({ kind: "silent" });
      call.destroy();
    }, SILENT_AFTER_MS);
    call.on("error", ({ code }: NodeJS.ErrnoException) => end({ kind: code === "ECONNREFUSED" ? "refused" : "cut" }));
    call.on("close", () => clearTimeout(patience));
    call.end(body);
  });
}
