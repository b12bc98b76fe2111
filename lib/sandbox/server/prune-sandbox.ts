import "server-only";
import { db } from "@/lib/db/client";

/** A poll answers 410 for a month after the thirty days that a result is kept; then nothing is known of it any more. */
const FORGOTTEN_AFTER_DAYS = 60;

export async function pruneSandbox(): Promise<void> {
  await db.$executeRaw`DELETE FROM sandbox_enrichment WHERE created_at < now() - ${FORGOTTEN_AFTER_DAYS} * interval '1 day'`;
  await db.$executeRaw`DELETE FROM sandbox_request WHERE received_at < now() - ${FORGOTTEN_AFTER_DAYS} * interval '1 day'`;
}
