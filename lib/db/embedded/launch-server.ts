import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { cleanEnvironment, readAccess, writeAccess } from "@/lib/db/embedded/cluster";
import type { Place } from "@/lib/db/embedded/place";
import { findServer, removeStalePidFile, type RunningServer } from "@/lib/db/embedded/running-server";
import { describeServerFailure, openServerLog } from "@/lib/db/embedded/server-log";
import { serverOptions } from "@/lib/db/embedded/server-options";
import { StartError } from "@/lib/env/start-error";

export type Launch = {
  dataDir: string;
  place: Place;
  password: string;
  isDurable: boolean;
  /** Unset: the port of last time, or another free one. */
  port: number | undefined;
};

const READY_WITHIN_MS = 60_000;
/** A killed server's children need a moment to notice; a port may have been taken meanwhile. */
const PASSING =
  /pre-existing shared memory|another (server|postmaster)|lock file .* already exists|address already in use/i;
const PASSING_WITHIN_MS = 10_000;

/** Starts the cluster's server and waits until it is ready. Throws StartError. */
export async function launchServer(launch: Launch): Promise<RunningServer> {
  const began = performance.now();
  for (;;) {
    removeStalePidFile(launch.place.clusterDir);
    const outcome = await attempt(launch);
    if (typeof outcome !== "string") return outcome;
    if (!PASSING.test(outcome) || performance.now() - began > PASSING_WITHIN_MS) {
      throw new StartError(describeServerFailure(outcome, launch.dataDir));
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

/** The running server, or what its log says of why it is not. */
async function attempt({ dataDir, place, password, isDurable, port: wanted }: Launch): Promise<RunningServer | string> {
  const port = wanted ?? (await chooseFreePort(readAccess(dataDir)?.port));
  writeAccess(dataDir, { port, password });
  const log = openServerLog(dataDir);
  const child = spawn(join(place.native, "bin", "postgres"), serverOptions(place.clusterDir, port, isDurable), {
    ...place.identity,
    cwd: "/",
    env: cleanEnvironment(),
    stdio: ["ignore", log.file, log.file],
    // A Ctrl-C at the terminal is for the supervisor alone, which stops the web server before the database.
    detached: true,
  });
  closeSync(log.file);
  child.unref();
  let failure: string | undefined;
  child.on("error", (error) => (failure = error.message));
  const readFailure = (): void => void (failure ??= log.readNew());
  child.on("exit", readFailure);
  const deadline = performance.now() + READY_WITHIN_MS;
  while (failure === undefined && performance.now() < deadline) {
    const running = findServer(place.clusterDir);
    if (running?.process.pid === child.pid && running) {
      child.off("exit", readFailure); // Its end is seen by whoever watches it; the log may be gone by then.
      return running;
    }
    await new Promise((wake) => setTimeout(wake, 10));
  }
  return failure ?? "FATAL: it was not ready within a minute";
}

/** The same port as last time when it is free, so that an address noted down stays right. */
async function chooseFreePort(kept = 0): Promise<number> {
  return (await probePort(kept)) ?? (await probePort(0)) ?? 0;
}

function probePort(port: number): Promise<number | null> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", () => {
      answer(null);
    });
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = probe.address();
      const found = typeof address === "object" ? (address?.port ?? null) : null;
      probe.close(() => {
        answer(found);
      });
    });
  });
}
