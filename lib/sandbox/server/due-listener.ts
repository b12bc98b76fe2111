import "server-only";
import { Client } from "pg";
import { env } from "@/lib/env/server";
import { log } from "@/lib/log/log";

export const SANDBOX_DUE = "perihelion_sandbox_due";

const RECONNECT_MS = 5000;

export type DueListener = { close: () => Promise<void> };

/** Calls back for each NOTIFY of another process. Reconnects by itself; meanwhile the dispatcher's own clock serves. */
export function listenForDue(onDue: () => void): DueListener {
  let isClosed = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (): Promise<void> => {
    const fresh = new Client({ connectionString: env.DATABASE_URL, application_name: "perihelion-sandbox" });
    fresh.on("error", (error) => {
      log.warn({ err: error }, "the practice world's listener lost its connection");
    });
    fresh.on("end", retry);
    fresh.on("notification", onDue);
    client = fresh;
    await fresh.connect();
    await fresh.query(`LISTEN ${SANDBOX_DUE}`);
    onDue();
  };

  const open = (): void => {
    connect().catch((error: unknown) => {
      log.warn({ err: error }, "the practice world's listener could not connect");
      retry();
    });
  };

  const retry = (): void => {
    if (isClosed || timer) return;
    timer = setTimeout(() => {
      timer = null;
      open();
    }, RECONNECT_MS).unref();
  };

  open();
  return {
    close: async () => {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
