import "server-only";
import { findDefaultKey } from "@/lib/api-keys/server/find-default-key";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import { readCeilings } from "@/lib/lookups/server/read-ceilings";
import type { WaterfallCeilings } from "@/lib/credits/credits";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

export type Readiness = {
  hasKey: boolean;
  canReceivePhones: boolean;
  ceilings: WaterfallCeilings;
  mayLookUp: boolean;
  mayAddKey: boolean;
  admins: string[];
};

/** Any member: what stands between this workspace and its next lookup, and who can change it. */
export async function getReadiness(viewer: Viewer): Promise<Readiness> {
  const { workspaceId, role, workspaceKind } = viewer;
  const [key, ceilings, admins] = await Promise.all([
    findDefaultKey(db, workspaceId),
    readCeilings(db, workspaceId),
    db.membership.findMany({
      where: { workspaceId, role: "admin", user: { disabledAt: null } },
      select: { user: { select: { name: true } } },
      orderBy: { createdAt: "asc" },
      take: 3,
    }),
  ]);
  return {
    hasKey: key !== null,
    canReceivePhones: workspaceKind === "practice" || describeWebhookReach().isPublicHttps,
    ceilings,
    mayLookUp: role !== "reviewer",
    mayAddKey: role === "admin",
    admins: admins.map(({ user }) => user.name),
  };
}
