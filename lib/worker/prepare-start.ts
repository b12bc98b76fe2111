import "server-only";
import { randomBytes } from "node:crypto";
import { describeBreak } from "@/lib/audit/audit-verdict";
import { compareNoted } from "@/lib/audit/server/compare-noted";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { db, inTransaction } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { provisionSandboxTeam } from "@/lib/sandbox/server/provision-sandbox-team";
import { ensureWorkspaces } from "@/lib/workspaces/server/ensure-workspaces";
import { prepareFirstStart } from "@/lib/workspaces/server/prepare-first-start";

/** As long and of the same letters as the provider's own keys (docs/apollo-contract.md §1). */
const KEY_BYTES = 16;
const PRACTICE_CREDITS = 10_000;

/**
 * Called at each start, after the migrations. Makes the first workspaces and the practice key, which is stored like any
 * other, and resolves to the one-time link while there is no admin.
 */
export async function prepareStart(): Promise<{ setupUrl: string | null }> {
  await tellOfOldCopy();
  await preparePractice();
  return prepareFirstStart();
}

/** No reason to stay down: whoever restored a backup needs the program. The Audit page says it too. */
async function tellOfOldCopy(): Promise<void> {
  const broken = await compareNoted(db);
  if (broken) log.error({ audit: describeBreak({ ...broken, eventId: null, action: null }) }, "the audit is not whole");
}

async function preparePractice(): Promise<void> {
  await inTransaction(async (tx) => {
    const { practiceId: workspaceId } = await ensureWorkspaces(tx);
    if (workspaceId === null) return;
    const known = await tx.apiKey.count({ where: { workspaceId } });
    if (known > 0) return;
    const key = randomBytes(KEY_BYTES).toString("base64url");
    await storeApiKey(tx, { workspaceId, createdById: null, name: "Practice key", key });
    await provisionSandboxTeam(tx, { key, credits: PRACTICE_CREDITS, workspaceId });
  });
}
