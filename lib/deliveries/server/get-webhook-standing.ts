import "server-only";
import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { POLL_ENDPOINT } from "@/lib/api-keys/server/pause-key";
import { readArrivesBy } from "@/lib/api-keys/server/webhook-arrival";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { COUNTED_MAX } from "@/lib/deliveries/schema";
import { findLatestProbe, isProbing } from "@/lib/deliveries/server/webhook-probe-store";
import { PROBE_OUTCOMES, SAYS_NOTHING } from "@/lib/deliveries/webhook-probe";
import type { WebhookStanding } from "@/lib/deliveries/webhook-standing";
import { POLL_OUTCOMES } from "@/lib/lookups/lookup";
import { getUsualWait } from "@/lib/lookups/server/get-usual-wait";
import { wordOf } from "@/lib/lookups/server/read-lookup";

/** Admin: the webhook's address, what its last self-test found, and how this workspace's results come at present. */
export async function getWebhookStanding(viewer: Viewer): Promise<WebhookStanding> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const { appUrl, obstacle } = describeWebhookReach();
  const [arrivesBy, isTesting, test, poll, phones, usualWait] = await Promise.all([
    readArrivesBy(viewer),
    isProbing(appUrl),
    readTest(viewer, appUrl),
    readPoll(workspaceId),
    countPhones(workspaceId),
    getUsualWait(workspaceId),
  ]);
  const hasFailed = test !== null && test.outcome !== "passed" && !SAYS_NOTHING.includes(test.outcome);
  const isRefuted = hasFailed && arrivesBy === "webhook";
  return { appUrl, obstacle, arrivesBy, isTesting, test: test && { ...test, isRefuted }, poll, phones, usualWait };
}

const Findings = z
  .object({
    status: z.number().nullable(),
    location: z.string().nullable(),
    code: z.string().nullable(),
    address: z.string().nullable(),
  })
  .catch({ status: null, location: null, code: null, address: null });

async function readTest({ workspaceId }: Viewer, appUrl: string) {
  const row = await findLatestProbe(appUrl);
  if (!row?.finishedAt) return null;
  const findings = Findings.parse(row.findings);
  const isOurs = row.workspaceId === workspaceId;
  const tester = isOurs && (await db.user.findUnique({ where: { id: row.userId }, select: { name: true } }));
  return {
    at: row.finishedAt.toISOString(),
    by: tester ? tester.name : null,
    outcome: wordOf(PROBE_OUTCOMES, row.outcome ?? ""),
    ...findings,
    isAddressPrivate: findings.address !== null && isPrivateAddress(findings.address),
    durationMs: row.durationMs ?? 0,
  };
}

const LOCAL_NETWORKS = [
  ...(["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"] as const),
  ...(["::1/128", "fc00::/7", "fe80::/10"] as const),
];
const LOCAL = new BlockList();
for (const network of LOCAL_NETWORKS) {
  const [address = "", bits] = network.split("/");
  LOCAL.addSubnet(address, Number(bits), isIP(address) === 6 ? "ipv6" : "ipv4");
}

function isPrivateAddress(address: string): boolean {
  return LOCAL.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

type PollRow = {
  waiting: number;
  nextAt: Date | null;
  lastAskedAt: Date | null;
  lastOutcome: string | null;
  pausedUntil: Date | null;
};

async function readPoll(workspaceId: string): Promise<WebhookStanding["poll"]> {
  const [row] = await db.$queryRaw<PollRow[]>`
    SELECT count(*)::int AS waiting, min(poll_at) AS "nextAt",
           (SELECT max(polled_at) FROM attempt WHERE workspace_id = ${workspaceId} AND polled_at IS NOT NULL) AS "lastAskedAt",
           (SELECT poll_outcome FROM attempt WHERE workspace_id = ${workspaceId} AND polled_at IS NOT NULL
             ORDER BY polled_at DESC LIMIT 1) AS "lastOutcome",
           (SELECT max(p.paused_until) FROM provider_pause p JOIN api_key k ON k.id = p.api_key_id
             WHERE k.workspace_id = ${workspaceId} AND k.state IN ('active', 'ending') AND p.endpoint = ${POLL_ENDPOINT}
               AND p.paused_until > now()) AS "pausedUntil"
      FROM attempt
     WHERE workspace_id = ${workspaceId} AND poll_at IS NOT NULL AND request_id IS NOT NULL AND erased_at IS NULL
       AND (phone_state IN ('waiting', 'late') OR waterfall_state IN ('waiting', 'late'))`;
  return {
    waiting: row?.waiting ?? 0,
    nextAt: isoOrNull(row?.nextAt),
    lastAskedAt: isoOrNull(row?.lastAskedAt),
    lastOutcome: POLL_OUTCOMES.find((known) => known === row?.lastOutcome) ?? null,
    pausedUntil: isoOrNull(row?.pausedUntil),
  };
}

const isoOrNull = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;

type CameRow = { via: string; week: number; month: number };

/** Of the latest `COUNTED_MAX` deliveries of 30 days. */
async function countPhones(workspaceId: string): Promise<WebhookStanding["phones"]> {
  const rows = await db.$queryRaw<CameRow[]>`
    SELECT via, count(*) FILTER (WHERE received_at > now() - interval '7 days')::int AS week, count(*)::int AS month
      FROM (SELECT DISTINCT ON (attempt_id) via, received_at
              FROM (SELECT attempt_id, via, received_at FROM delivery
                     WHERE workspace_id = ${workspaceId} AND received_at > now() - interval '30 days'
                       AND state = 'applied' AND kind = 'phone'
                     ORDER BY received_at DESC LIMIT ${COUNTED_MAX}) AS latest
             ORDER BY attempt_id, received_at) AS first
     GROUP BY via`;
  const of = (via: string) => rows.find((row) => row.via === via) ?? { week: 0, month: 0 };
  const [webhook, poll] = [of("webhook"), of("poll")];
  return {
    week: { webhook: webhook.week, poll: poll.week },
    month: { webhook: webhook.month, poll: poll.month },
    isBounded: webhook.month + poll.month >= COUNTED_MAX,
  };
}
