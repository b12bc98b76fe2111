import { setImmediate as turn } from "node:timers/promises";
import { Client, DatabaseError } from "pg";
import { directPool } from "@/lib/db/direct-pool";

/** How a call ends that fails: its process killed, or its connection reset, closed, or ended by a server that stops. */
export const BREAKS = ["kill", "reset", "closed", "terminated"] as const;
/** `before`: no byte has left. `lost`: it has left and arrived nowhere. `after`: it was carried out, its answer is lost. */
export type CallFault = { at: number; moment: "before" | "lost" | "after"; how: (typeof BREAKS)[number] };

/** `calls`: each by its beginning, in order. `failure`: what `run` threw, null when it threw nothing. */
export type Watched = { calls: string[]; hasFired: boolean; failure: unknown };

type Watch = { fault: CallFault | null; calls: string[]; hasFired: boolean };

let watch: Watch | null = null;
let isInstalled = false;

/**
 * Runs something while every database and network call of this process is counted, and lets the one that the fault names
 * fail. Nothing else may be at work in the process meanwhile. What `run` left to itself is waited for.
 */
export async function watchCalls(fault: CallFault | null, run: () => Promise<unknown>): Promise<Watched> {
  if (!isInstalled) install();
  isInstalled = true;
  const own: Watch = { fault, calls: [], hasFired: false };
  watch = own;
  let failure: unknown = null;
  try {
    await run();
  } catch (error) {
    failure = error;
  }
  await untilIdle();
  watch = null;
  return { calls: own.calls, hasFired: own.hasFired, failure };
}

/** Wake-ups are sent over the direct pool, and nobody waits for them. */
async function untilIdle(): Promise<void> {
  const pool = directPool();
  do await turn();
  while (pool.idleCount < pool.totalCount || pool.waitingCount > 0);
}

type Query = (this: Client, ...given: unknown[]) => unknown;
type Struck = { client: Client; query: Query; given: unknown[] };

/** Prisma's adapter and the direct pool both end in this one method. */
function install(): void {
  const prototype = Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...given) {
    const fault = strike(given[0]);
    if (!fault) return query.apply(this, given);
    const struck = { client: this, query, given };
    return fault.moment === "after" ? breakAfter(struck, fault.how) : breakBefore(struck, fault.how);
  };
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const fault = strike(`${init?.method ?? "GET"} ${pathOf(input)}`);
    return fault ? breakFetch(() => fetch(input, init), fault) : fetch(input, init);
  };
}

function pathOf(input: string | URL | Request): string {
  return new URL(input instanceof Request ? input.url : input).pathname;
}

/** Counts the call. Returns the fault when it is the one that is to fail. */
function strike(call: unknown): CallFault | null {
  if (!watch) return null;
  watch.calls.push(labelOf(call));
  if (watch.fault?.at !== watch.calls.length) return null;
  watch.hasFired = true;
  return watch.fault;
}

function labelOf(call: unknown): string {
  const text = typeof call === "object" && call !== null && "text" in call ? call.text : call;
  return String(text).trim().replace(/\s+/g, " ").slice(0, 60);
}

/** The statement goes into a connection that is broken already, so that the driver itself says what it always says. */
function breakBefore({ client, query, given }: Struck, how: CallFault["how"]): unknown {
  if (how === "kill") return die();
  const error = errorOf(how);
  // A server that stops says so first.
  if (how === "terminated") process.nextTick(() => client.connection.emit("errorMessage", error));
  client.connection.stream.destroy(how === "reset" ? error : undefined);
  return query.apply(client, given);
}

/** The statement is carried out; its answer is thrown away with the connection. One that fails by itself fails as it does. */
function breakAfter({ client, query, given }: Struck, how: CallFault["how"]): unknown {
  const last = given.at(-1);
  const callback = typeof last === "function" ? (last as (error: unknown) => void) : null;
  const executed = Promise.resolve(query.apply(client, callback ? given.slice(0, -1) : given));
  const broken = executed.then(() => (how === "kill" ? die() : loseConnection(client, how)));
  if (!callback) return broken;
  broken.catch(callback);
  return undefined;
}

/** Rejects once the driver has noticed. */
async function loseConnection(client: Client, how: CallFault["how"]): Promise<never> {
  const error = errorOf(how);
  const gone = new Promise((resolve) => client.once("end", resolve));
  client.connection.stream.destroy(how === "reset" ? error : undefined);
  await gone;
  throw error;
}

async function breakFetch(call: () => Promise<Response>, { moment, how }: CallFault): Promise<Response> {
  if (moment === "after") await (await call()).arrayBuffer();
  if (how === "kill") return die();
  throw new TypeError("fetch failed", { cause: moment === "before" ? refused() : errorOf(how) });
}

/** SIGKILL to this process. Nothing comes after it. */
function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
}

function refused(): Error {
  const words = { code: "ECONNREFUSED", errno: -111, syscall: "connect" };
  return Object.assign(new Error("connect ECONNREFUSED"), words);
}

/** What the driver, or the system below it, says of such a connection. */
function errorOf(how: CallFault["how"]): Error {
  if (how === "terminated") {
    const error = new DatabaseError("terminating connection due to administrator command", 116, "error");
    return Object.assign(error, { severity: "FATAL", code: "57P01" });
  }
  if (how === "closed") return new Error("Connection terminated unexpectedly");
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" });
}
