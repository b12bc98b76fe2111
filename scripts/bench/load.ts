import { Agent, request } from "node:http";

export type Shot = { path: string; method: "GET" | "POST"; body?: Buffer; headers?: Record<string, string> };
export type Hit = { status: number; ms: number };
export type LoadResult = { hits: Hit[]; seconds: number };

type Load = { url: string; connections: number; shots: Iterator<Shot>; ratePerS?: number };

/** Sends each shot once over `connections` kept-alive sockets to loopback, as fast as they answer or at a fixed rate. */
export async function runLoad({ url, connections, shots, ratePerS }: Load): Promise<LoadResult> {
  const { hostname, port } = new URL(url);
  if (hostname !== "127.0.0.1" && hostname !== "localhost") throw new Error("a load test stays on this machine");
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const hits: Hit[] = [];
  const started = performance.now();
  let sent = 0;
  const worker = async () => {
    for (let next = shots.next(); next.done !== true; next = shots.next()) {
      if (ratePerS !== undefined) await until(started + (sent++ * 1000) / ratePerS);
      hits.push(await shoot({ agent, hostname: "127.0.0.1", port: Number(port) }, next.value));
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return { hits, seconds: (performance.now() - started) / 1000 };
}

type Target = { agent: Agent; hostname: string; port: number };

function shoot(target: Target, { path, method, body, headers }: Shot): Promise<Hit> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const length = body ? { "content-type": "application/json", "content-length": String(body.length) } : {};
    const call = request({ ...target, path, method, headers: { ...length, ...headers } }, (response) => {
      response.resume();
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, ms: performance.now() - started });
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

/** The q-th quantile (0 to 1) of measured times, in the unit given. NaN for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
