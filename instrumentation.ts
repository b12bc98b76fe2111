/** Called by Next once in each server process, before its first request. Its build loads this file too and starts nothing. */
export async function register(): Promise<void> {
  // Literal names: the bundler leaves this out of what runs elsewhere than in Node.
  // eslint-disable-next-line house/env-wall -- Next sets these two itself, before anything of ours is parsed
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env["NEXT_PHASE"] !== "phase-production-build") {
    const { startProcess } = await import("@/lib/worker/start-process");
    startProcess();
    // In development Next serves the route itself, so that a change of it is seen at once.
    // eslint-disable-next-line house/env-wall -- as above
    if (process.env.NODE_ENV === "production") {
      const { openCallbackLane } = await import("@/lib/http/callback-lane");
      const { POST } = await import("@/app/api/webhooks/apollo/[token]/route");
      openCallbackLane(POST);
    }
  }
}
