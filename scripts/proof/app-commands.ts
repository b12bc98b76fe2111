import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { setBudget } from "@/lib/credits/server/set-budget";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { inTransaction } from "@/lib/db/client";
import { startDeliveriesWorker } from "@/lib/deliveries/server/deliveries-worker";
import { toAppError } from "@/lib/errors/to-public-error";
import { startInstancePulse } from "@/lib/jobs/instance-pulse";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { serveWebhooks } from "@/scripts/proof/webhook-server";

export type AskedLookup = { viewer: Viewer; input: Partial<RequestLookupInput> };
export type LookupAnswer = { lookupId: string } | { refused: string };

type Setting = { key: string; members: number; limit: string | null; memberLimits: (string | null)[] };
export type Team = { workspaceId: string; admin: Viewer; members: Viewer[] };

/** What a process of the app does when it is asked to: the product's own use cases, and nothing else. */
export const COMMANDS = {
  serve: async (port: number) => {
    startInstancePulse();
    await serveWebhooks(port);
    startDeliveriesWorker();
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
