import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { inTransaction } from "@/lib/db/client";
import type { RenameAccountInput } from "@/lib/members/schema";
import type { Actor } from "@/lib/members/server/actor";
import { setName } from "@/lib/members/server/member-store";

/** Any viewer: how they are called everywhere, in what they did before too. */
export async function renameAccount(actor: Actor, { name }: RenameAccountInput): Promise<void> {
  const { workspaceId, userId, address } = actor;
  await inTransaction(async (tx) => {
    await setName(tx, userId, name);
    await recordAudit(tx, { workspaceId, actorId: userId, action: "account.renamed", subject: userId, address });
  });
}
