import "server-only";
import { z } from "zod";
import { db } from "@/lib/db/client";
import type { SandboxBill, SandboxCall, SandboxCalls } from "@/lib/sandbox/schema";
import { listSamples } from "@/lib/sandbox/server/list-samples";
import { readSwitches } from "@/lib/sandbox/server/open-call";
import { digestOfKey } from "@/lib/sandbox/server/provision-sandbox-team";
import type { SandboxWireCall } from "@/lib/sandbox/server/read-call";
import { notFound, unauthorized } from "@/lib/sandbox/server/refusals";
import { resetSandbox } from "@/lib/sandbox/server/reset-sandbox";
import { json, type SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";
import { DEFAULT_SWITCHES, SandboxSwitches } from "@/lib/sandbox/switches";

type AdminTeam = { id: string; creditLimit: number; creditsUsed: number };
type AdminRoute = (call: SandboxWireCall, team: AdminTeam) => Promise<SandboxAnswer>;

type CallRow = Omit<SandboxCall, "id" | "at" | "requestId"> & { id: bigint; at: Date; requestId: bigint | null };

const CALLS_MAX = 1000;

const toCall = ({ id, at, requestId, ...row }: CallRow): SandboxCall => ({
  id: id.toString(),
  at: at.toISOString(),
  requestId: requestId?.toString() ?? null,
  ...row,
});

async function findTeam(key: string | null): Promise<AdminTeam | null> {
  const rows = await db.$queryRaw<AdminTeam[]>`
    SELECT id, credit_limit::float8 AS "creditLimit", credits_used::float8 AS "creditsUsed"
    FROM sandbox_team WHERE key_digest = ${digestOfKey(key ?? "")}`;
  return rows[0] ?? null;
}

const Page = z.object({
  before: z.coerce.bigint().positive().max(9_223_372_036_854_775_807n).default(9_223_372_036_854_775_807n),
  limit: z.coerce.number().int().min(1).max(CALLS_MAX).default(100),
});

const getCalls: AdminRoute = async ({ query }, team) => {
  const page = Page.safeParse(Object.fromEntries(query));
  if (!page.success) return json(422, { error: z.prettifyError(page.error) });
  const rows = await db.$queryRaw<CallRow[]>`
    SELECT id, received_at AS at, method, endpoint, request_id AS "requestId", asked, person_ids AS "personIds", status, fault,
           credits::float8 AS credits, duration_ms AS "durationMs"
    FROM sandbox_request WHERE team_id = ${team.id} AND id < ${page.data.before} ORDER BY id DESC LIMIT ${page.data.limit}`;
  return json(200, { calls: rows.map(toCall) } satisfies SandboxCalls);
};

const getBill: AdminRoute = async (_, team) => {
  const rows = await db.$queryRaw<CallRow[]>`
    SELECT id, received_at AS at, endpoint, request_id AS "requestId", person_ids AS "personIds", credits::float8 AS credits
    FROM sandbox_request WHERE team_id = ${team.id} AND credits <> 0 ORDER BY id`;
  const { creditLimit, creditsUsed } = team;
  const calls = rows.map(toCall);
  return json(200, {
    creditLimit,
    creditsUsed,
    creditsLeft: Math.max(0, creditLimit - creditsUsed),
    calls,
  } satisfies SandboxBill);
};

const getSwitches: AdminRoute = async () => {
  const rows = await db.$queryRaw<{ settings: unknown }[]>`SELECT settings FROM sandbox_switch WHERE id = 'current'`;
  return json(200, readSwitches(rows[0]?.settings));
};

/** Sets these switches for all teams; what is not named keeps its value in force. */
export async function putSandboxSwitches(change: Record<string, unknown>): Promise<SandboxSwitches> {
  const rows = await db.$queryRaw<{ settings: unknown }[]>`SELECT settings FROM sandbox_switch WHERE id = 'current'`;
  const switches = SandboxSwitches.strict().parse({ ...readSwitches(rows[0]?.settings), ...change });
  await db.$executeRaw`
    INSERT INTO sandbox_switch (id, settings, updated_at) VALUES ('current', ${JSON.stringify(switches)}::jsonb, now())
    ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, updated_at = now()`;
  return switches;
}

const putSwitches: AdminRoute = async ({ given }) => {
  const known = SandboxSwitches.partial().strict().safeParse(given);
  if (!known.success) return json(422, { error: z.prettifyError(known.error) });
  return json(200, await putSandboxSwitches(given));
};

const ResetInput = z.object({ credits: z.number().min(0).max(1e9).optional() });

const postReset: AdminRoute = async ({ given }, team) => {
  const input = ResetInput.safeParse(given);
  if (!input.success) return json(422, { error: z.prettifyError(input.error) });
  const creditLimit = await resetSandbox(team.id, input.data.credits ?? null);
  return json(200, { creditLimit, creditsUsed: 0, switches: DEFAULT_SWITCHES });
};

const ROUTES: Record<string, AdminRoute> = {
  "GET /bill": getBill,
  "GET /calls": getCalls,
  "GET /switches": getSwitches,
  "PUT /switches": putSwitches,
  "POST /reset": postReset,
};

/** The emulator's own routes. All but the samples, which are invented people for anyone, want a key and speak of its team. */
export async function answerAdmin(call: SandboxWireCall, path: string): Promise<SandboxAnswer> {
  if (call.method === "GET" && path === "/samples") return json(200, listSamples(Number(call.query.get("page") ?? 0)));
  const route = ROUTES[`${call.method} ${path}`];
  if (!route) return notFound();
  const team = await findTeam(call.key);
  return team ? route(call, team) : unauthorized("json");
}
