import { describeStartFailure } from "@/lib/env/start-error";
import { say } from "@/scripts/supervisor/progress";

export type Run = {
  /** Aborted once a stop was asked for: no further step may begin. */
  signal: AbortSignal;
  /** Registers what to undo at the end; the last registered is undone first. */
  onEnd(undo: () => Promise<void> | void): void;
};

/**
 * Runs a program that stays up. At the first SIGINT, SIGTERM or SIGHUP, when the process that started this one is gone, or
 * when the program fails, everything registered is undone and the process exits: 0 after a stop, 1 after a failure.
 */
export async function runUntilStopped(program: (run: Run) => Promise<void>): Promise<void> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = new AbortController();
  const stopped = untilAskedToStop();
  const failed = program({ signal: stop.signal, onEnd: (step) => void undo.push(step) }).then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => error,
  );
  const failure = await Promise.race([stopped, failed]);
  stop.abort();
  if (failure === undefined) {
    say("Stopping …");
  } else {
    console.error(describeStartFailure(failure));
    process.exitCode = 1;
  }
  for (const step of undo.toReversed()) await settle(step);
  process.exit();
}

function untilAskedToStop(): Promise<undefined> {
  return new Promise((ask) => {
    const end = (): void => {
      ask(undefined);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
    process.on("disconnect", end);
  });
}

/** One thing that cannot be undone must not keep the rest up. */
async function settle(step: () => Promise<void> | void): Promise<void> {
  try {
    await step();
  } catch (error) {
    console.error(describeStartFailure(error));
    process.exitCode = 1;
  }
}
