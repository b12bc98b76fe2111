import { db } from "@/lib/db/client";

/** Resolves once the worker has applied all that came, so that one measurement does not run in the next one's time. */
export async function untilApplied(withinMs = 300_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while ((await db.delivery.count({ where: { state: "received" } })) > 0) {
    if (performance.now() > deadline) throw new Error("the worker did not apply what came in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
