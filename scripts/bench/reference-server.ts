import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@/lib/testing/app-server";
import { REFERENCE_APP } from "@/scripts/bench/reference-build";
import { untilOk } from "@/scripts/bench/until-ok";

const END_WITH_PARENT = "./scripts/supervisor/end-with-parent.mjs";
const NEXT = "node_modules/next/dist/bin/next";

export type ReferenceServer = {
  /** Its root is the empty page, /api/health the route without work, /api/create the one with a single `create`. */
  url: string;
  pid: number;
  /** From its process's start to its first 200. */
  readyMs: number;
  stop: () => Promise<void>;
};

export async function startReference(): Promise<ReferenceServer> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", END_WITH_PARENT, NEXT, "start", REFERENCE_APP, "--port", String(port)],
    { stdio: ["ignore", "ignore", "inherit", "ipc"] },
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
