import "server-only";
import type { WaterfallCeilings } from "@/lib/credits/credits";
import type { Tx } from "@/lib/db/client";

/** What this workspace holds for a waterfall. */
export async function readCeilings(tx: Tx, workspaceId: string): Promise<WaterfallCeilings> {
  const { waterfallEmailCeiling, waterfallPhoneCeiling } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { waterfallEmailCeiling: true, waterfallPhoneCeiling: true },
  });
  return { waterfallEmail: waterfallEmailCeiling.toNumber(), waterfallPhone: waterfallPhoneCeiling.toNumber() };
}
