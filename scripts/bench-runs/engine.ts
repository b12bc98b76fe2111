import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Client } from "pg";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { putSandboxSwitches } from "@/lib/sandbox/server/answer-admin";
import { MOUNTED } from "@/lib/sandbox/server/mount";
import { digestOfKey, provisionSandboxTeam } from "@/lib/sandbox/server/provision-sandbox-team";
import { createSandboxServer } from "@/lib/sandbox/server/standalone-server";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import { killGroup, type Running, startWorkerProcess } from "@/scripts/proof/product-processes";

/** The emulator in this process and workers in processes of their own, which carry out whatever run is started. */
export type Engine = {
  emulatorUrl: string;
  workerPids: () => number[];
  /** One more worker. */
  addWorker: () => Promise<void>;
  /** SIGKILL to all of them. */
  killWorkers: () => Promise<void>;
  end: () => Promise<void>;
};

/** `isBrief`: their minutes are short; this process's are, too (main.ts). */
type Wanted = { switches: Partial<SandboxSwitches>; workers: number; isBrief?: boolean };

const BRIEF_MINUTES = ["./scripts/bench-runs/brief-minutes.ts"];

export async function startEngine({ switches, workers, isBrief = false }: Wanted): Promise<Engine> {
  await putSandboxSwitches(switches);
  const server = await serveEmulator();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the emulator has no port");
  const running: Running[] = [];
  const env = { ...process.env, PORT: String(address.port), PRACTICE: "off", WORKER: "on" };
  const addWorker = async () => {
    running.push(await startWorkerProcess(env, isBrief ? BRIEF_MINUTES : []));
  };
  const killWorkers = async () => {
    for (const worker of running.splice(0)) {
      killGroup(worker.pid);
      await worker.ended;
    }
  };
  for (let worker = 0; worker < workers; worker += 1) await addWorker();
  return {
    emulatorUrl: `http://127.0.0.1:${String(address.port)}${MOUNTED.prefix}`,
    workerPids: () => running.map(({ pid }) => pid),
    addWorker,
    killWorkers,
    end: async () => {
      await killWorkers();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Where the app looks for it. */
async function serveEmulator(): Promise<Server> {
  const emulator = createSandboxServer();
  const server = createServer((incoming, response) => {
    incoming.url = (incoming.url ?? "").replace(MOUNTED.prefix, "");
    emulator.emit("request", incoming, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const CREDITS = 10_000_000;

/** A key of the workspace, known to the emulator. */
export async function giveKey({ workspaceId }: Viewer): Promise<string> {
  const key = `bench-key-of-${workspaceId}`;
  await inTransaction(async (tx) => {
    await storeApiKey(tx, { workspaceId, createdById: null, name: "Bench key", key });
    await provisionSandboxTeam(tx, { key, credits: CREDITS });
  });
  return key;
}

/** A call of the emulator's log. `at`: ms, when it came in. */
export type LoggedCall = { at: number; status: number; people: number };

const CALLS = `
  SELECT extract(epoch FROM r.received_at)::float8 * 1000 AS at, r.status, jsonb_array_length(r.asked->'details')::int AS people
    FROM sandbox_request r JOIN sandbox_team t ON t.id = r.team_id
   WHERE t.key_digest = $1 AND r.endpoint = 'api/v1/people/bulk_match' ORDER BY r.received_at, r.id`;

export async function readCalls(sql: Client, key: string): Promise<LoggedCall[]> {
  return (await sql.query<LoggedCall>(CALLS, [digestOfKey(key)])).rows;
}
