import "server-only";
import { findDefaultKey } from "@/lib/api-keys/server/find-default-key";
import { findPause } from "@/lib/api-keys/server/pause-key";
import { readArrivesBy, type ArrivesBy } from "@/lib/api-keys/server/webhook-arrival";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import { listAdmins } from "@/lib/lookups/server/list-admins";
import { MATCH_ENDPOINT } from "@/lib/lookups/server/ready-attempt";
import { readCeilings } from "@/lib/credits/server/read-ceilings";
import type { WaterfallCeilings } from "@/lib/credits/credits";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

/** `unused`: there are keys, and none is the default. `rejected`, `restricted`: by the provider, until an admin acts. */
export type KeyStanding = "ready" | "none" | "unused" | "rejected" | "restricted";

export type Readiness = {
  key: KeyStanding;
  canReceivePhones: boolean;
  /** `poll`: the webhook is known not to be reached, so phones are fetched. */
  arrivesBy: ArrivesBy;
  ceilings: WaterfallCeilings;
  /** A lookup that may cost more waits for an admin; null: none of the viewer's does. */
  approvalAbove: string | null;
  mayLookUp: boolean;
  mayAddKey: boolean;
  admins: string[];
};

/** Any member: what stands between this workspace and its next lookup, and who can change it. */
export async function getReadiness(viewer: Viewer): Promise<Readiness> {
  const { workspaceId, role } = viewer;
  const [key, arrivesBy, ceilings, approvalAbove, admins] = await Promise.all([
    readKeyStanding(workspaceId),
    readArrivesBy(viewer),
    readCeilings(db, workspaceId),
    readApprovalAbove(viewer),
    listAdmins(workspaceId),
  ]);
  return {
    key,
    arrivesBy,
    canReceivePhones: canReceivePhones(viewer),
    ceilings,
    approvalAbove,
    mayLookUp: role !== "reviewer",
    mayAddKey: role === "admin",
    admins,
  };
}

/** What comes later needs an address to come to; the emulator reaches this one in any case. */
export function canReceivePhones({ workspaceKind }: Viewer): boolean {
  return workspaceKind === "practice" || describeWebhookReach().isPublicHttps;
}

async function readApprovalAbove({ workspaceId, role }: Viewer): Promise<string | null> {
  if (role === "admin") return null;
  const where = { id: workspaceId };
  const { approvalAbove } = await db.workspace.findUniqueOrThrow({ where, select: { approvalAbove: true } });
  return approvalAbove?.toString() ?? null;
}

async function readKeyStanding(workspaceId: string): Promise<KeyStanding> {
  const key = await findDefaultKey(db, workspaceId);
  if (!key) return (await db.apiKey.count({ where: { workspaceId, sealed: { not: null } } })) > 0 ? "unused" : "none";
  const pause = await findPause(db, { apiKeyId: key.id, endpoint: MATCH_ENDPOINT });
  return STOPPED[pause?.reason ?? "rate_limited"];
}

/** A rate limit passes by itself. */
const STOPPED = { rate_limited: "ready", key_rejected: "rejected", key_restricted: "restricted" } as const;
