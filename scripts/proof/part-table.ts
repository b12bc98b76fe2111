import type { PartName } from "@/scripts/proof/parts";
import { becomeApp, becomeEmulator, type Stage } from "@/scripts/proof/stage";
import type { Verdict } from "@/scripts/proof/verdict";

export type ProofRun = { stage: Stage; seed: number; isShort: boolean; trials: number };

type Part = {
  trials: { full: number; short: number };
  /** True: what must outlive a kill is really written. */
  isDurable?: boolean;
  /** What this process is in the part, set before the product's modules are loaded. */
  become: (stage: Stage) => Promise<void>;
  load: () => Promise<(run: ProofRun) => Promise<Verdict>>;
};

export const PARTS: Record<PartName, Part> = {
  storm: {
    trials: { full: 1000, short: 20 },
    become: becomeEmulator,
    load: async () => (await import("@/scripts/proof/storm")).proveStorm,
  },
  orders: {
    trials: { full: 20_000, short: 500 },
    become: becomeApp,
    load: async () => (await import("@/scripts/proof/orders")).proveOrders,
  },
  unknown: {
    trials: { full: 500, short: 20 },
    become: becomeEmulator,
    load: async () => (await import("@/scripts/proof/unknown")).proveUnknown,
  },
  bill: {
    trials: { full: 10_000, short: 200 },
    become: becomeEmulator,
    load: async () => (await import("@/scripts/proof/bill")).proveBill,
  },
  lostwebhooks: {
    trials: { full: 1000, short: 20 },
    become: becomeEmulator,
    load: async () => (await import("@/scripts/proof/lost-webhooks")).proveLostWebhooks,
  },
  // Trials: the calls of each flow, at most.
  sweep: {
    trials: { full: 500, short: 500 },
    become: becomeEmulator,
    load: async () => (await import("@/scripts/proof/sweep")).proveSweep,
  },
  // Trials: the rows of the file.
  runs: {
    trials: { full: 10_000, short: 200 },
    become: becomeEmulator,
    load: async () => (await import("@/scripts/proof/runs")).proveRuns,
  },
  kill: {
    trials: { full: 300, short: 5 },
    isDurable: true,
    become: becomeApp,
    load: async () => (await import("@/scripts/proof/kill")).proveKill,
  },
};
