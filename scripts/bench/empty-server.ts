import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@/lib/testing/app-server";
import { EMPTY_APP } from "@/scripts/bench/bench-build";
import { untilOk } from "@/scripts/bench/until-ok";

export type EmptyServer = { url: string; pid: number; readyMs: number; stop: () => Promise<void> };

/** Starts the app with nothing in it. `readyMs`: from spawn to its first 200. */
export async function startEmptyServer(): Promise<EmptyServer> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      "--import",
      "./scripts/supervisor/end-with-parent.mjs",
      "node_modules/next/dist/bin/next",
      "start",
      EMPTY_APP,
      "--port",
      String(port),
    ],
    { stdio: ["ignore", "ignore", "ignore", "ipc"] },
  );
  const ended = once(child, "close");
  await untilOk(`${url}/api/health`);
  return {
    url,
    pid: child.pid ?? -1,
    readyMs: performance.now() - started,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
