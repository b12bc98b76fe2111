import "server-only";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { CHANNELS } from "@/lib/live/channels";
import { subscribe } from "@/lib/live/listener";
import { log } from "@/lib/log/log";

/** Takes what a crash, a lost notice or a database that was away has left. */
const SWEEP_MS = 30_000;
/** How soon bodies are tried again that wait for their attempt to be settled. */
const HELD_MS = 1000;

export type DeliveriesWorker = {
  /** Looks for received bodies now. */
  wake: () => void;
  /** Finishes the round under way and starts no other. */
  stop: () => Promise<void>;
};

/** Applies what has been received: at start, at each notice, and every 30 s whatever happens. */
export function startDeliveriesWorker({ sweepMs = SWEEP_MS, heldMs = HELD_MS } = {}): DeliveriesWorker {
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let held: NodeJS.Timeout | undefined;

  const wake = () => {
    if (isStopped) return;
    isWanted = true;
    running ??= work().finally(() => {
      running = null;
    });
  };

  async function work(): Promise<void> {
    let isHolding = false;
    while (isWanted && !isStopped) {
      isWanted = false;
      try {
        isHolding = (await applyDeliveries()).held > 0;
      } catch (error) {
        isHolding = true;
        log.warn({ err: error }, "deliveries could not be applied; trying again soon");
      }
    }
    clearTimeout(held);
    if (isHolding && !isStopped) held = setTimeout(wake, heldMs);
  }

  const stopListening = subscribe({ channel: CHANNELS.deliveries, onNotice: wake, onGap: wake });
  const sweep = setInterval(wake, sweepMs);
  wake();
  return {
    wake,
    stop: async () => {
      isStopped = true;
      stopListening();
      clearInterval(sweep);
      clearTimeout(held);
      await running;
    },
  };
}
