import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { getArrivals } from "@/lib/lookups/server/get-arrivals";
import { goOn, setSeen } from "@/lib/lookups/server/presence-store";

/**
 * Any member: they are at work here, and hear of what comes as it comes. After an absence that begins anew only once they
 * have been told what came meanwhile, or when nothing did.
 */
export async function touchPresence(viewer: Viewer): Promise<void> {
  if (await goOn(viewer)) return;
  if ((await getArrivals(viewer)) === null) await setSeen(viewer, new Date());
}
