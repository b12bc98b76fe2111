import "server-only";
import { Client } from "pg";
import { env } from "@/lib/env/server";
import { CHANNELS } from "@/lib/live/channels";
import { log } from "@/lib/log/log";

export type Subscriber = {
  channel: (typeof CHANNELS)[keyof typeof CHANNELS];
  onNotice: (payload: string) => void;
  /** The connection was away: whatever was said meanwhile was missed. */
  onGap: () => void;
};

const BACK_OFF_MS = [50, 100, 250, 500, 1000];
const PULSE_MS = 15_000;

type Listener = { subscribe: (subscriber: Subscriber) => () => void; close: () => Promise<void> };

// One connection a process, however many bundles evaluate this module.
const held = globalThis as typeof globalThis & { perihelionListener?: Listener };

/** Listens from now on; the answer stops it. The process's one connection is opened with the first subscriber. */
export function subscribe(subscriber: Subscriber): () => void {
  return (held.perihelionListener ??= createListener()).subscribe(subscriber);
}

/** Closes the connection. Subscribers hear nothing more. */
export async function closeListener(): Promise<void> {
  const listener = held.perihelionListener;
  delete held.perihelionListener;
  await listener?.close();
}

function createListener(): Listener {
  const subscribers = new Set<Subscriber>();
  let client: Client | null = null;
  let isClosed = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  const pulse = setInterval(() => {
    if (client && failures === 0) void checkPulse(client, lose);
  }, PULSE_MS).unref();

  async function connect(): Promise<void> {
    const next = createClient({ subscribers, lose });
    client = next;
    try {
      await next.connect();
      for (const channel of Object.values(CHANNELS)) await next.query(`LISTEN ${channel}`);
      failures = 0;
      for (const subscriber of subscribers) subscriber.onGap();
    } catch (error) {
      lose(next, error);
    }
  }

  /** Lets go of a connection once and comes back after a moment. */
  function lose(lost: Client, error: unknown): void {
    if (lost !== client) return;
    client = null;
    void lost.end().catch(ignore);
    if (isClosed) return;
    log.warn({ err: error ?? "closed by the server" }, "the listening connection was lost");
    const wait = BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)] ?? 1000;
    failures += 1;
    retry = setTimeout(() => void connect(), wait * (0.75 + Math.random() / 2));
  }

  void connect();
  return {
    subscribe: (subscriber) => {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    close: async () => {
      isClosed = true;
      clearInterval(pulse);
      clearTimeout(retry);
      subscribers.clear();
      const last = client;
      client = null;
      await last?.end().catch(ignore);
    },
  };
}

type Lose = (lost: Client, error: unknown) => void;

function createClient({ subscribers, lose }: { subscribers: ReadonlySet<Subscriber>; lose: Lose }): Client {
  const client = new Client({
    connectionString: env.DATABASE_URL,
    application_name: "perihelion-listener",
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
    keepAlive: true,
  });
  client.on("notification", ({ channel, payload }) => {
    for (const subscriber of subscribers) if (subscriber.channel === channel) subscriber.onNotice(payload ?? "");
  });
  client.on("error", (error) => {
    lose(client, error);
  });
  client.on("end", () => {
    lose(client, null);
  });
  return client;
}

/** Finds a connection whose other end went away without a word. */
async function checkPulse(client: Client, lose: Lose): Promise<void> {
  await client.query("SELECT 1").catch((error: unknown) => {
    lose(client, error);
  });
}

/** A connection that is given up may fail as it likes. */
function ignore(): void {
  return undefined;
}
