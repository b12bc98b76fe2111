/** Called by Next once in each server process, before its first request. Its build loads this file too and starts nothing. */
export async function register(): Promise<void> {
  // Literal names: the bundler leaves this out of what runs elsewhere than in Node.
  // eslint-disable-next-line house/env-wall -- Next sets these two itself, before anything of ours is parsed
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env["NEXT_PHASE"] !== "phase-production-build") {
    const { startProcess } = await import("@/lib/worker/start-process");
    startProcess();
  }
}
