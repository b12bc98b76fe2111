import { setTimeout as wait } from "node:timers/promises";
import { parseEnvironment, parseStartEnvironment } from "@/lib/env/environment";
import { loadEnvFile } from "@/lib/env/load-env-file";
import { composeEnvironment } from "@/scripts/supervisor/compose-environment";
import { joinProgram } from "@/scripts/supervisor/join-program";
import { say, step } from "@/scripts/supervisor/progress";
import { runUntilStopped } from "@/scripts/supervisor/run-until-stopped";
import { updateDatabase } from "@/scripts/supervisor/update-database";

// The worker as a process of its own, beside a web server that was started with WORKER=off. Any number may run. With
// DATABASE_URL it joins that database. Without, it joins the built-in one of the `npm start` on the same DATA_DIR: it
// waits while there is none, and neither starts nor stops it, so that one process alone answers for it.

const STOP_WITHIN_MS = 8_000;

await runUntilStopped(async (run) => {
  loadEnvFile();
  const env = parseStartEnvironment(process.env);
  const { databaseUrl, ownerUrl, moved } = await joinProgram(env, run.signal);
  const workerEnv = composeEnvironment(env, databaseUrl);
  await step("Updating the database", () => updateDatabase(parseEnvironment(workerEnv), ownerUrl));
  run.signal.throwIfAborted();
  Object.assign(process.env, workerEnv);
  // The environment is complete only now, and what this loads reads it at once.
  const { startWorkerProcess } = await import("@/lib/worker/start-process");
  const worker = startWorkerProcess();
  run.onEnd(() => Promise.race([worker.stop(), wait(STOP_WITHIN_MS)]));
  say("The worker runs. Ctrl-C stops it.");
  await moved;
});
