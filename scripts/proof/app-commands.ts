import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { endRotatedKeys } from "@/lib/api-keys/server/end-rotated-keys";
import type { Viewer } from "@/lib/auth/viewer";
import { setBudget } from "@/lib/credits/server/set-budget";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { inTransaction } from "@/lib/db/client";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { startDeliveriesWorker } from "@/lib/deliveries/server/deliveries-worker";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { toAppError } from "@/lib/errors/to-public-error";
import { startInstancePulse } from "@/lib/jobs/instance-pulse";
import { type DecideUnknownInput, RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { reconcileUsedKeys } from "@/lib/lookups/server/reconcile-keys";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { settleByUsage } from "@/lib/lookups/server/settle-by-usage";
import { sweepHolds } from "@/lib/lookups/server/sweep-holds";
import { sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { sweepWaits } from "@/lib/lookups/server/sweep-waits";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { startWorker } from "@/lib/worker/start-worker";
import { RUN_COMMANDS } from "@/scripts/proof/run-commands";
import { SWEEP_COMMANDS } from "@/scripts/proof/sweep-commands";
import { serveWebhooks } from "@/scripts/proof/webhook-server";

export type AskedLookup = { viewer: Viewer; input: Partial<RequestLookupInput> };
export type LookupAnswer = { lookupId: string } | { refused: string };

type Setting = { key: string; members: number; limit: string | null; memberLimits: (string | null)[] };
export type Team = { workspaceId: string; admin: Viewer; members: Viewer[] };

const WORK = {
  sweep: sweepStaleAttempts,
  "send-reserved": sendReserved,
  poll: pollResults,
  apply: applyDeliveries,
  // Without the two minutes that a real counter is given to show a charge: the emulator's shows it at once.
  reconcile: () => reconcileUsedKeys({ counterLagS: 0 }),
  "settle-by-usage": () => settleByUsage({ counterLagS: 0 }),
  "sweep-waits": sweepWaits,
  "sweep-holds": sweepHolds,
  erase: runErasures,
  "end-keys": () => endRotatedKeys(),
};

/** What a process of the app does when it is asked to: the product's own use cases, and nothing else. */
export const COMMANDS = {
  ...SWEEP_COMMANDS,
  ...RUN_COMMANDS,

  serve: async ({ port, hasWorker }: { port: number; hasWorker: boolean }) => {
    startInstancePulse();
    await serveWebhooks(port);
    if (hasWorker) startWorker();
    else startDeliveriesWorker();
  },

  /** The webhook target alone. */
  receive: async ({ port }: { port: number }) => {
    await serveWebhooks(port);
  },

  /** One round of background work, now. */
  work: async (name: keyof typeof WORK) => {
    await WORK[name]();
  },

  decide: ({ viewer, ...input }: { viewer: Viewer } & DecideUnknownInput) => decideUnknown(viewer, input),

  /** What a lookup's page says of it. */
  tell: async ({ viewer, lookupId }: { viewer: Viewer; lookupId: string }) => {
    const { outcome, phoneState, creditsCharged, deliveries, result } = await getLookup(viewer, lookupId);
    const ways = deliveries.map(({ via }) => via);
    return { outcome, phoneState, creditsCharged, ways, phones: result?.phones.length ?? 0 };
  },

  /** A new workspace with a key, an admin and members who look people up, and budgets where limits are given. */
  setUp: async ({ key, members, limit, memberLimits }: Setting): Promise<Team> => {
    const workspaceId = await aWorkspace();
    await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "Proof key", key }));
    const admin = await aViewer({ workspaceId, role: "admin" });
    const reps: Viewer[] = [];
    for (let rep = 0; rep < members; rep += 1) reps.push(await aViewer({ workspaceId }));
    const limits = [[WORKSPACE_SCOPE, limit], ...reps.map(({ userId }, rep) => [userId, memberLimits[rep] ?? null])];
    for (const [scope, creditLimit] of limits as [string, string | null][]) {
      if (creditLimit !== null) await setBudget(admin, { scope, creditLimit, resetDay: 1 });
    }
    return { workspaceId, admin, members: reps };
  },

  /** All at once. */
  lookUp: (asked: AskedLookup[]): Promise<LookupAnswer[]> => Promise.all(asked.map(answerOf)),
};

async function answerOf({ viewer, input }: AskedLookup): Promise<LookupAnswer> {
  try {
    return await requestLookup(viewer, RequestLookupInput.parse(input));
  } catch (error) {
    const { code, detail } = toAppError(error);
    return { refused: code === "internal" ? `internal: ${detail}` : code };
  }
}

export type Commands = typeof COMMANDS;
