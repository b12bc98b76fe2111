import "server-only";
import type { KeyHealth } from "@/lib/api-keys/api-key";
import type { KeyReport } from "@/lib/api-keys/schema";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { clearPauses } from "@/lib/api-keys/server/pause-key";
import type { ApiProfile } from "@/lib/apollo/account";
import type { CallResult } from "@/lib/apollo/call-result";
import { apolloFor } from "@/lib/apollo/configured";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";

const TEST_TIMEOUT_MS = 15_000;

/** Admin: asks the provider for the key's own profile, which costs nothing, and stores what was found. */
export async function testApiKey(viewer: Viewer, id: string): Promise<{ health: KeyHealth; report: KeyReport }> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const row = await db.apiKey.findFirst({ where: { id, workspaceId, state: { not: "deleted" } } });
  if (!row) throw new AppError("not_found", `api key ${id}`);
  const client = apolloFor(viewer.workspaceKind, openApiKey(row), TEST_TIMEOUT_MS);
  const found = judge(await client.getApiProfile());
  await db.apiKey.updateMany({
    where: { id, workspaceId, state: { not: "deleted" } },
    data: { health: found.health, testReport: found.report, lastTestedAt: new Date() },
  });
  // A restricted key may still look people up, which no free call can tell: the next lookup finds out.
  if (found.health === "ok" || found.health === "restricted") await clearPauses(db, id);
  await notifyChanged(db, { workspaceId, kind: "key", ids: [id] });
  return found;
}

function judge(outcome: CallResult<ApiProfile>): { health: KeyHealth; report: KeyReport } {
  if (outcome.kind === "answered") {
    return { health: "ok", report: { ...describeAccount(outcome.value), sentence: "Apollo accepts this key." } };
  }
  const nothing = { account: null, creditsLeft: null };
  if (outcome.kind === "refused" && outcome.code === "key_rejected") {
    return {
      health: "rejected",
      report: { ...nothing, sentence: "Apollo does not accept this key. Copy it again from Apollo's settings." },
    };
  }
  if (outcome.kind === "refused" && outcome.code === "key_restricted") {
    const sentence =
      "Apollo knows this key, but it may not read its own profile. Lookups may still work; give it the scope users/api_profile to see credits here.";
    return { health: "restricted", report: { ...nothing, sentence } };
  }
  return {
    health: "unreachable",
    report: { ...nothing, sentence: "Apollo did not answer the test. The key is stored; test it again later." },
  };
}

function describeAccount({
  firstName,
  lastName,
  email,
  counters,
}: ApiProfile): Pick<KeyReport, "account" | "creditsLeft"> {
  const name = [firstName, lastName].filter(Boolean).join(" ");
  const left = counters["num_credits_remaining"];
  return { account: name || email, creditsLeft: left === undefined ? null : String(left) };
}
