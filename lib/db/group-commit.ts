import "server-only";
import { AppError } from "@/lib/errors/app-error";

type Limits = {
  rowsMax?: number;
  /** Of one flush; a single larger item is flushed alone. */
  bytesMax?: number;
  flushesMax?: number;
  /** Of all that wait. Beyond it new items are refused at once. */
  queueBytesMax?: number;
};

/** Outcomes in the order of the items; an Error for an item that failed alone. A throw fails them all. */
type Flush<Item, Outcome> = (items: readonly Item[]) => Promise<readonly (Outcome | Error)[]>;

type Waiting<Item, Outcome> = {
  item: Item;
  bytes: number;
  settle: (outcome: Outcome | Error) => void;
  isSettled: boolean;
};

export type Commit<Item, Outcome> = (item: Item, cost: { bytes: number; timeoutMs: number }) => Promise<Outcome>;

/**
 * Gathers what arrives within one turn of the event loop into one flush, so that many callers share one commit and an idle
 * server adds no delay. Answers each caller after its flush; `unavailable` when that takes longer than its time, though
 * what was already on its way may still be committed.
 */
export function createGroupCommit<Item, Outcome>(
  flush: Flush<Item, Outcome>,
  limits: Limits = {},
): Commit<Item, Outcome> {
  const { flushesMax = 2, queueBytesMax = 64 << 20 } = limits;
  const queue = createQueue<Item, Outcome>(limits);
  let flushing = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || flushing >= flushesMax || queue.isEmpty()) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      void flushNext();
    });
  }

  async function flushNext(): Promise<void> {
    const batch = queue.takeBatch();
    flushing += 1;
    schedule();
    try {
      await flushBatch(batch, flush);
    } finally {
      flushing -= 1;
      schedule();
    }
  }

  return (item, { bytes, timeoutMs }) => {
    if (queue.bytes() + bytes > queueBytesMax) {
      return Promise.reject(new AppError("unavailable", "too much is waiting to be stored"));
    }
    return new Promise<Outcome>((resolve, reject) => {
      const waiting: Waiting<Item, Outcome> = {
        item,
        bytes,
        isSettled: false,
        settle: (outcome) => {
          waiting.isSettled = true;
          clearTimeout(timer);
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        },
      };
      const timer = setTimeout(() => {
        waiting.settle(new AppError("unavailable", "not stored in time"));
      }, timeoutMs);
      queue.add(waiting);
      schedule();
    });
  };
}

async function flushBatch<Item, Outcome>(
  batch: readonly Waiting<Item, Outcome>[],
  flush: Flush<Item, Outcome>,
): Promise<void> {
  if (batch.length === 0) return;
  try {
    const outcomes = await flush(batch.map(({ item }) => item));
    batch.forEach(({ settle }, index) => {
      settle(outcomes[index] ?? new AppError("unavailable", "a flush gave no outcome"));
    });
  } catch (error) {
    for (const { settle } of batch) settle(error instanceof Error ? error : new Error(String(error)));
  }
}

/** First come, first served, in batches within the limits. Whoever has been given up on meanwhile is left out. */
function createQueue<Item, Outcome>({ rowsMax = 500, bytesMax = 8 << 20 }: Limits) {
  let queue: Waiting<Item, Outcome>[] = [];
  let queuedBytes = 0;
  return {
    isEmpty: () => queue.length === 0,
    bytes: () => queuedBytes,
    add: (waiting: Waiting<Item, Outcome>) => {
      queue.push(waiting);
      queuedBytes += waiting.bytes;
    },
    takeBatch: () => {
      let bytes = 0;
      const cut = queue.findIndex((waiting, index) => {
        bytes += waiting.bytes;
        return index >= rowsMax || (index > 0 && bytes > bytesMax);
      });
      const batch = cut === -1 ? queue : queue.slice(0, cut);
      queue = cut === -1 ? [] : queue.slice(cut);
      queuedBytes -= batch.reduce((sum, waiting) => sum + waiting.bytes, 0);
      return batch.filter(({ isSettled }) => !isSettled);
    },
  };
}
