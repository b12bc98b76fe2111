import type { BenchEnvironment } from "@/scripts/bench/bench-environment";
import { untilOk } from "@/scripts/bench/until-ok";
import { startWebServer, type WebServer } from "@/scripts/supervisor/web-server";

export type BenchApp = {
  url: string;
  pid: () => number;
  /** Ends the web process and starts it again on the same database. Resolves to the ms from its start to the first 200. */
  restart: (how?: { worker: "on" | "off" }) => Promise<number>;
  stop: () => Promise<void>;
};

/** The production server as `npm start` runs it, worker included. */
export async function startBenchApp({ port, url }: BenchEnvironment): Promise<BenchApp> {
  const start = async (worker: "on" | "off"): Promise<WebServer> => {
    const env = { ...process.env, WORKER: worker };
    const server = startWebServer({ mode: "production", port, appUrl: url, env });
    const diedEarly = server.ended.then((said) => Promise.reject(new Error(`the web server ended:\n${said}`)));
    await Promise.race([untilOk(`${url}/api/health`), diedEarly]);
    diedEarly.catch(() => undefined); // From now on it may end: it is stopped on purpose.
    return server;
  };
  let web = await start("on");
  return {
    url,
    pid: () => web.pid,
    restart: async ({ worker } = { worker: "on" }) => {
      await web.stop();
      const started = performance.now();
      web = await start(worker);
      return performance.now() - started;
    },
    stop: () => web.stop(),
  };
}
