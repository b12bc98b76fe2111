import "server-only";
import type { RotateApiKeyInput, RotatedKey } from "@/lib/api-keys/schema";
import { fingerprintOf } from "@/lib/api-keys/server/add-api-key";
import { openApiKey, sealApiKey } from "@/lib/api-keys/server/key-place";
import { flushKeyAnswers } from "@/lib/api-keys/server/note-key-answer";
import { noteProbe, probeKey, TEST_TIMEOUT_MS, type KeyProbe } from "@/lib/api-keys/server/probe-key";
import { apolloFor } from "@/lib/apollo/configured";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";

type OldKey = NonNullable<Awaited<ReturnType<typeof findOldKey>>>;
/** Whether old and new key are of one team, which alone knows of the old key's calls. */
type SameTeam = "same" | "other" | "unknown";

/**
 * Admin: tests the new key for free, then lets it take the old one's place: its name, its place as default, the next version.
 * Calls and pending results of the old key end on the old key. Where the two may not be of one team nothing changes before
 * the admin has said yes to that.
 */
export async function rotateApiKey(viewer: Viewer, input: RotateApiKeyInput): Promise<RotatedKey> {
  requireRole(viewer, "admin");
  const old = await findOldKey(viewer, input.id);
  if (!old) throw new AppError("not_found", `no key ${input.id} in use`);
  await requireNewKey(viewer, old, input.key);
  const probe = await probeKey(apolloFor(viewer.workspaceKind, input.key, TEST_TIMEOUT_MS));
  requireAccepted(probe);
  const team = await compareTeams(viewer, old, probe);
  if (team !== "same" && !input.acceptsTeam) return { isDone: false, team, account: probe.report.account };
  const id = await inTransaction((tx) => takePlace(tx, viewer, { old, key: input.key, probe, team }));
  noteProbe({ id, workspaceId: viewer.workspaceId }, probe);
  await flushKeyAnswers();
  return { isDone: true, id };
}

function findOldKey({ workspaceId }: Viewer, id: string) {
  return db.apiKey.findFirst({ where: { id, workspaceId, state: "active" } });
}

async function requireNewKey({ workspaceId }: Viewer, old: OldKey, key: string): Promise<void> {
  const fingerprint = fingerprintOf(key);
  if (fingerprint === old.fingerprint) throw refused("This is the key that is in use already.");
  const known = await db.apiKey.count({ where: { workspaceId, fingerprint, state: { not: "deleted" } } });
  if (known > 0) throw refused("This key is stored already.");
}

function requireAccepted({ health }: KeyProbe): void {
  if (health === "rejected") throw refused("Apollo does not accept this key. Nothing was changed.");
  if (health === "unreachable") {
    throw new AppError("provider_down", "the new key could not be tested", {
      say: "Apollo did not answer the test of the new key. Nothing was changed; try again.",
    });
  }
}

const refused = (sentence: string) => new AppError("invalid_input", "new key refused", { fields: { key: sentence } });

/** Asks with the old key where no test has told its team yet; the old one may be refused by now, and then nobody knows. */
async function compareTeams({ workspaceKind }: Viewer, old: OldKey, { teamId }: KeyProbe): Promise<SameTeam> {
  if (teamId === null) return "unknown";
  const oldTeamId = old.teamId ?? (await probeKey(apolloFor(workspaceKind, openApiKey(old), TEST_TIMEOUT_MS))).teamId;
  if (oldTeamId === null) return "unknown";
  return oldTeamId === teamId ? "same" : "other";
}

type Taking = { old: OldKey; key: string; probe: KeyProbe; team: SameTeam };

async function takePlace(tx: Tx, viewer: Viewer, { old, key, probe, team }: Taking): Promise<string> {
  const { workspaceId, userId } = viewer;
  const [locked] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT now() FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
  const now = locked?.now ?? new Date();
  const fingerprint = fingerprintOf(key);
  const isKnown = await tx.apiKey.count({ where: { workspaceId, fingerprint, state: { not: "deleted" } } });
  const present = await tx.apiKey.findFirst({ where: { id: old.id, workspaceId, state: "active" } });
  if (!present || isKnown > 0) throw new AppError("conflict", `key ${old.id} was changed meanwhile`);
  await tx.apiKey.updateMany({
    where: { id: old.id, workspaceId, state: "active" },
    data: {
      state: "ending",
      endingSince: now,
      isDefault: false,
      teamId: present.teamId ?? (team === "same" ? probe.teamId : null),
    },
  });
  const id = newId("apiKey");
  const { health, report, teamId } = probe;
  await tx.apiKey.create({
    data: {
      ...{ id, workspaceId, createdById: userId, name: present.name, fingerprint, tail: key.slice(-4) },
      ...sealApiKey(id, key, present.keyVersion + 1),
      ...{ isDefault: present.isDefault, replacesId: present.id, teamId },
      ...{ health, testReport: report, lastTestedAt: now },
    },
  });
  const detail = { by: id, team };
  await recordAudit(tx, { workspaceId, actorId: userId, action: "api_key.rotated", subject: old.id, detail });
  await notifyChanged(tx, { workspaceId, kind: "key", ids: [old.id, id] });
  return id;
}
