import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { db, inTransaction } from "@/lib/db/client";
import { answerSandbox } from "@/lib/sandbox/server/answer-sandbox";
import { STANDALONE } from "@/lib/sandbox/server/mount";
import { provisionSandboxTeam } from "@/lib/sandbox/server/provision-sandbox-team";
import type { SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";

export type PracticeClient = {
  key: string;
  send: (method: string, path: string, body?: unknown) => Promise<SandboxAnswer>;
  match: (given: Record<string, unknown>) => Promise<SandboxAnswer>;
  bulk: (given: Record<string, unknown>) => Promise<SandboxAnswer>;
  switches: (given: Record<string, unknown>) => Promise<void>;
  used: () => Promise<number>;
};

let count = 0;

/** A team of its own with a full balance, and calls in its name. */
export async function aPracticeClient({ credits = 1000, scopes = [] as string[] } = {}): Promise<PracticeClient> {
  count += 1;
  const key = `practice-test-key-${count}`;
  await inTransaction((tx) => provisionSandboxTeam(tx, { key, credits, scopes }));
  const send: PracticeClient["send"] = (method, path, body) =>
    answerSandbox(
      new Request(`http://sandbox.localhost${path}`, {
        method,
        headers: { "x-api-key": key, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
      STANDALONE,
    );
  return {
    key,
    send,
    match: (given) => send("POST", "/api/v1/people/match", given),
    bulk: (given) => send("POST", "/api/v1/people/bulk_match", given),
    switches: async (given) => {
      const { status, body } = await send("PUT", "/_sandbox/switches", given);
      if (status !== 200) throw new Error(body);
    },
    used: async () => {
      const bill = JSON.parse((await send("GET", "/_sandbox/bill")).body) as { creditsUsed: number };
      return bill.creditsUsed;
    },
  };
}

export type Receiver = {
  url: string;
  bodies: string[];
  headers: IncomingMessage["headers"][];
  answerWith: (status: number) => void;
  /** Resolves once so many bodies are here; throws after a while. */
  waitFor: (bodies: number, withinMs?: number) => Promise<void>;
  close: () => Promise<void>;
};

/** A webhook target on loopback. */
export async function aReceiver(): Promise<Receiver> {
  const bodies: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  let status = 200;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      bodies.push(body);
      headers.push(request.headers);
      response.writeHead(status).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    bodies,
    headers,
    answerWith: (next) => {
      status = next;
    },
    waitFor: async (wanted, withinMs = 8000) => {
      const until = Date.now() + withinMs;
      while (bodies.length < wanted) {
        if (Date.now() > until) throw new Error(`${bodies.length} of ${wanted} bodies came`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Puts the emulator back as it was at first, for the next test of the file. */
export async function clearSandbox(): Promise<void> {
  await db.$executeRaw`TRUNCATE sandbox_team, sandbox_switch CASCADE`;
}
