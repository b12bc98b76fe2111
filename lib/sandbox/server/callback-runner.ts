import "server-only";
import { log } from "@/lib/log/log";
import { billReadyJobs } from "@/lib/sandbox/server/bill-ready-jobs";
import {
  type CallbackOutcome,
  claimDueCallbacks,
  claimOf,
  type ClaimedCallback,
  msUntilNextDue,
  settleCallbacks,
} from "@/lib/sandbox/server/callback-store";
import { type CallbackReach, mayCall } from "@/lib/sandbox/server/mount";
import { createSender, type Sender } from "@/lib/sandbox/server/send-callback";

const IN_FLIGHT_MAX = 64;
const SLEEP_MAX_MS = 30_000;
/** Outcomes that come within this time are written in one statement. */
const GATHER_MS = 5;
const STOP_WITHIN_MS = 4000;

/** Takes callbacks that are due, sends up to 64 at a time, and sleeps until the next one. */
export class CallbackRunner {
  readonly #reach: CallbackReach;
  readonly #sender: Sender = createSender();
  readonly #inFlight = new Set<Promise<void>>();
  #outcomes: CallbackOutcome[] = [];
  #flush: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #wakesAt = Infinity;
  #round: Promise<void> | null = null;
  #isAskedAgain = false;
  #isStopped = true;

  constructor(reach: CallbackReach) {
    this.#reach = reach;
  }

  start(): void {
    this.#isStopped = false;
    this.wake();
  }

  /** Looks now. */
  wake(): void {
    if (this.#isStopped) return;
    if (this.#round) {
      this.#isAskedAgain = true;
      return;
    }
    this.#sleep(Infinity);
    this.#round = this.#runRound().finally(() => {
      this.#round = null;
      if (this.#isAskedAgain) this.wake();
    });
  }

  /** Looks in so many milliseconds, or earlier where an earlier look is due. */
  wakeIn(ms: number): void {
    if (this.#isStopped) return;
    if (Date.now() + ms < this.#wakesAt) this.#sleep(ms);
  }

  /** Sends one call's callbacks at once and resolves when they are over. */
  async deliverOf(requestId: bigint): Promise<void> {
    await Promise.all(this.#take(await claimOf(requestId)));
  }

  /** Takes nothing more and gives what is under way four seconds; what is then unfinished is sent again later. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#sleep(Infinity);
    const limit = new Promise<void>((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref());
    await Promise.race([limit, this.#settled()]);
    this.#sender.close();
  }

  async #settled(): Promise<void> {
    await this.#round;
    await Promise.allSettled(this.#inFlight);
    await this.#flush;
  }

  #sleep(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#wakesAt = Date.now() + ms;
    if (ms === Infinity) return;
    this.#timer = setTimeout(() => this.wake(), ms).unref();
  }

  async #runRound(): Promise<void> {
    this.#isAskedAgain = false;
    const room = IN_FLIGHT_MAX - this.#inFlight.size;
    // Each one that ends looks again.
    if (room <= 0) return;
    try {
      const claimed = await claimDueCallbacks(room);
      if (claimed.length > 0) {
        void this.#take(claimed);
        this.#isAskedAgain = true;
        return;
      }
      this.wakeIn(Math.min(SLEEP_MAX_MS, await msUntilNextDue()));
    } catch (error) {
      log.warn({ err: error }, "the practice world's callbacks wait for the database");
      this.wakeIn(1000);
    }
  }

  #take(claimed: readonly ClaimedCallback[]): Promise<void>[] {
    const due = claimed.filter(({ isUnbilled }) => isUnbilled).map(({ requestId }) => requestId);
    const billed = due.length > 0 ? billReadyJobs(due) : Promise.resolve();
    return claimed.map((callback) => {
      const delivery = billed
        .then(() => this.#send(callback))
        .then((outcome) => this.#settle(outcome))
        .catch((error: unknown) => {
          log.warn({ err: error }, "a callback of the practice world waits for its lease to end");
        })
        .finally(() => {
          this.#inFlight.delete(delivery);
          this.wake();
        });
      this.#inFlight.add(delivery);
      return delivery;
    });
  }

  async #send({ id, requestId, webhookUrl, body, isDropped, attempts }: ClaimedCallback): Promise<CallbackOutcome> {
    const base = { id, requestId, attempts };
    if (webhookUrl === null) return { ...base, isDelivered: true, reason: null, mayRetry: false };
    if (isDropped) return { ...base, isDelivered: false, reason: "Webhook was not delivered.", mayRetry: false };
    if (!mayCall(webhookUrl, this.#reach)) {
      return {
        ...base,
        isDelivered: false,
        reason: "The practice world calls back only this app and this machine.",
        mayRetry: false,
      };
    }
    return { ...base, ...(await this.#sender.send(webhookUrl, body)) };
  }

  #settle(outcome: CallbackOutcome): Promise<void> {
    this.#outcomes.push(outcome);
    this.#flush ??= new Promise<void>((resolve) => setTimeout(resolve, GATHER_MS)).then(() => {
      const outcomes = this.#outcomes;
      this.#outcomes = [];
      this.#flush = null;
      return settleCallbacks(outcomes).catch((error: unknown) => {
        log.warn({ err: error }, "callbacks of the practice world were sent but not noted; they will be sent again");
      });
    });
    return this.#flush;
  }
}
