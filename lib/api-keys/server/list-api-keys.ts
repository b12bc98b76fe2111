import "server-only";
import { KEY_ENDPOINTS, KEY_HEALTHS, KEY_STATES, RIGHT_STANDINGS } from "@/lib/api-keys/api-key";
import type { KeyRights } from "@/lib/api-keys/key-rights";
import { KeyReport, type ApiKeyDto, type ApiKeyList, type KeyComparison } from "@/lib/api-keys/schema";
import { OPEN_CALL, OPEN_RESULT } from "@/lib/api-keys/server/end-rotated-keys";
import { POLL_ENDPOINT } from "@/lib/api-keys/server/pause-key";
import { toMeters } from "@/lib/api-keys/server/rate-meters";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

const FIELDS = {
  id: true,
  name: true,
  keyVersion: true,
  tail: true,
  fingerprint: true,
  isDefault: true,
  state: true,
  endingSince: true,
  health: true,
  testReport: true,
  lastTestedAt: true,
  lastUsedAt: true,
  createdAt: true,
  createdBy: { select: { name: true } },
  meters: true,
  rights: true,
  reconciliations: { orderBy: { takenAt: "desc" }, take: 1 },
  pauses: { where: { endpoint: { not: POLL_ENDPOINT } }, orderBy: { pausedUntil: "desc" }, take: 1 },
} as const;

type Row = Awaited<ReturnType<typeof readRows>>[number];

/** Admin: the workspace's keys, without the keys themselves: the default first, then by `KEY_STATES`, then oldest first. */
export async function listApiKeys(viewer: Viewer): Promise<ApiKeyList> {
  requireRole(viewer, "admin");
  const rows = (await readRows(viewer.workspaceId)).toSorted((one, other) => rankOf(one) - rankOf(other));
  const ending = rows.some(({ state }) => state === "ending") ? await countOpen(viewer.workspaceId) : [];
  const keys = rows.map((row) => toDto(row, ending.find(({ id }) => id === row.id) ?? NOTHING_OPEN));
  return { keys, webhooks: describeWebhookReach() };
}

function readRows(workspaceId: string) {
  return db.apiKey.findMany({
    where: { workspaceId, state: { not: "deleted" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: FIELDS,
  });
}

/** A key that ends was there before the one that took its place, and would stand above it by age alone. */
function rankOf({ isDefault, state }: Row): number {
  return isDefault ? -1 : KEY_STATES.findIndex((known) => known === state);
}

type Open = { calls: number; results: number };
const NOTHING_OPEN: Open = { calls: 0, results: 0 };

/** What still ends on each key whose place was taken. */
function countOpen(workspaceId: string): Promise<(Open & { id: string })[]> {
  return db.$queryRaw`
    SELECT k.id, count(*) FILTER (WHERE ${OPEN_CALL})::int AS calls, count(*) FILTER (WHERE ${OPEN_RESULT})::int AS results
      FROM api_key k JOIN attempt a ON a.api_key_id = k.id AND (${OPEN_CALL} OR ${OPEN_RESULT})
     WHERE k.workspace_id = ${workspaceId} AND k.state = 'ending' GROUP BY k.id`;
}

function toDto({ testReport, createdBy, reconciliations, pauses, createdAt, ...row }: Row, open: Open): ApiKeyDto {
  const { id, name, tail, fingerprint, isDefault, state, health } = row;
  const [latest] = reconciliations;
  const pausedUntil = pauses[0]?.pausedUntil ?? null;
  return {
    ...{ id, name, tail, fingerprint, isDefault, version: row.keyVersion },
    state: KEY_STATES.find((known) => known === state) ?? "disabled",
    health: KEY_HEALTHS.find((known) => known === health) ?? "untested",
    report: KeyReport.safeParse(testReport).data ?? null,
    rights: toRights(row.rights),
    meters: toMeters(row.meters, new Date()),
    ending: row.endingSince && { since: row.endingSince.toISOString(), calls: open.calls, results: open.results },
    comparison: latest ? toComparison(latest) : null,
    pausedUntil: isoOrNull(pausedUntil !== null && pausedUntil > new Date() ? pausedUntil : null),
    createdBy: createdBy?.name ?? null,
    createdAt: createdAt.toISOString(),
    lastTestedAt: isoOrNull(row.lastTestedAt),
    lastUsedAt: isoOrNull(row.lastUsedAt),
  };
}

const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

function toRights(rows: Row["rights"]): KeyRights {
  const rights: KeyRights = {};
  for (const endpoint of KEY_ENDPOINTS) {
    const row = rows.find((given) => given.endpoint === endpoint);
    const standing = RIGHT_STANDINGS.find((known) => known === row?.standing);
    if (standing) rights[endpoint] = standing;
  }
  return rights;
}

function toComparison({
  takenAt,
  providerUsed,
  ledgerUsed,
  drift,
  isQuiet,
}: Row["reconciliations"][number]): KeyComparison {
  return {
    takenAt: takenAt.toISOString(),
    providerUsed: providerUsed.toString(),
    ledgerUsed: ledgerUsed.toString(),
    drift: drift.toString(),
    isQuiet,
  };
}
