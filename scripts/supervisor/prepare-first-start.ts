import { spawn } from "node:child_process";
import { z } from "zod";
import { describeStartFailure, StartError } from "@/lib/env/start-error";

const Answer = z.object({ setupUrl: z.string().nullable() });

/** Runs the app's own preparation in a child, so that this process need not hold the app in memory. Throws StartError. */
export function runFirstStart(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<z.infer<typeof Answer>> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/first-start.ts"], {
      env,
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      signal,
    });
    let said = "";
    let answer: z.infer<typeof Answer> | undefined;
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("message", (message) => (answer = Answer.parse(message)));
    child.on("error", fail);
    child.on("close", () => {
      if (answer) done(answer);
      else
        fail(new StartError(describeStartFailure(new Error(said.trim() || "The first start ended without a reason."))));
    });
  });
}
