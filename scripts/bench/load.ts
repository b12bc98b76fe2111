import { Agent, request } from "node:http";

export type Shot = { path: string; method: "GET" | "POST"; body?: Buffer; headers?: Record<string, string> };
export type Hit = { status: number; ms: number };
export type LoadResult = { hits: Hit[]; seconds: number };

type Load = { url: string; connections: number; shots: Iterable<Shot>; ratePerS?: number };

const LOAD_LASTS_AT_MOST_MS = 15 * 60_000;

/**
 * Sends each shot once over `connections` kept-alive sockets to loopback, as fast as they answer or at a fixed rate. At a
 * rate the time of a hit counts from when it was due, so that a slow answer is not hidden by what had to wait for it.
 */
export async function runLoad({ url, connections, shots, ratePerS }: Load): Promise<LoadResult> {
  const { hostname, port } = new URL(url);
  if (hostname !== "127.0.0.1" && hostname !== "localhost") throw new Error("a load test stays on this machine");
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = { agent, hostname: "127.0.0.1", port: Number(port) };
  const queue = shots[Symbol.iterator]();
  const hits: Hit[] = [];
  const started = performance.now();
  let sent = 0;
  const worker = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const dueAt = ratePerS === undefined ? performance.now() : started + (sent++ * 1000) / ratePerS;
      await until(dueAt);
      if (performance.now() - started > LOAD_LASTS_AT_MOST_MS) throw new Error("the load did not end in time");
      const status = await shoot(target, next.value);
      hits.push({ status, ms: performance.now() - dueAt });
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    agent.destroy();
  }
  return { hits, seconds: (performance.now() - started) / 1000 };
}

type Target = { agent: Agent; hostname: string; port: number };

function shoot(target: Target, { path, method, body, headers }: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body ? { "content-type": "application/json", "content-length": String(body.length) } : {};
    const call = request({ ...target, path, method, headers: { ...length, ...headers } }, (response) => {
      response.resume();
      response.on("error", reject);
      response.on("end", () => {
        resolve(response.statusCode ?? 0);
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}

async function until(at: number): Promise<void> {
  const wait = at - performance.now();
  if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
}

/** Throws unless every shot was answered 200. Returns their times. */
export function requireAnswered({ hits }: LoadResult, what: string): number[] {
  const failed = hits.filter(({ status }) => status !== 200);
  if (failed.length > 0)
    throw new Error(
      `${String(failed.length)} of ${String(hits.length)} ${what} were not answered 200 but ${[...new Set(failed.map(({ status }) => status))].join(", ")}`,
    );
  return hits.map(({ ms }) => ms);
}
