import "server-only";
import { createHash } from "node:crypto";
import type { Server } from "node:http";
import { db, inTransaction } from "@/lib/db/client";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import { putSandboxSwitches } from "@/lib/sandbox/server/answer-admin";
import { startSandboxDispatcher } from "@/lib/sandbox/server/dispatcher";
import type { CallbackReach } from "@/lib/sandbox/server/mount";
import { provisionSandboxTeam } from "@/lib/sandbox/server/provision-sandbox-team";
import { pruneSandbox } from "@/lib/sandbox/server/prune-sandbox";
import { createSandboxServer } from "@/lib/sandbox/server/standalone-server";

export type OpenSandboxInput = {
  key: string;
  credits: number;
  reach: CallbackReach;
  switches: Partial<SandboxSwitches>;
  restrictedScopes: readonly string[];
};

export type OpenSandbox = { server: Server; restrictedKey: string; close: () => Promise<void> };

/** Makes the keys known, sets the switches, starts the callbacks. The server does not listen yet. */
export async function openSandbox(input: OpenSandboxInput): Promise<OpenSandbox> {
  const { key, credits, reach, switches, restrictedScopes } = input;
  const restrictedKey = createHash("sha256").update(`restricted ${key}`).digest("base64url").slice(0, 22);
  await inTransaction(async (tx) => {
    await provisionSandboxTeam(tx, { key, credits });
    await provisionSandboxTeam(tx, { key: restrictedKey, credits, scopes: restrictedScopes });
  });
  if (Object.keys(switches).length > 0) await putSandboxSwitches(switches);
  await pruneSandbox();
  const dispatcher = startSandboxDispatcher({ reach });
  const server = createSandboxServer();
  return {
    server,
    restrictedKey,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await dispatcher.stop();
      await db.$disconnect();
    },
  };
}
