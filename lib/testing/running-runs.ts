import { expect } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { StartRunInput } from "@/lib/runs/schema";
import { getRun } from "@/lib/runs/server/get-run";
import { startRun } from "@/lib/runs/server/start-run";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { answerJson, type ProviderStub, type StubCall } from "@/lib/testing/provider-stub";
import { aDraft } from "@/lib/testing/runs";

export const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
export const emailOf = (n: number) => `ana${String(n)}@acme.example`;
export const emailsOf = (count: number) => numbers(count).map(emailOf).toSorted();

const wirePerson = (email: string) => {
  const n = Number(/\d+/.exec(email)?.[0]);
  return {
    ...{ id: `64920f0a1b2c3d4e5f60${n.toString(16).padStart(4, "0")}`, email, employment_history: [] },
    ...{ first_name: "Ana", last_name: `Silva ${String(n)}`, name: `Ana Silva ${String(n)}`, title: "Engineer" },
  };
};

/** The addresses that one bulk call asks for. */
export const asked = ({ body }: StubCall) => (body["details"] as { email: string }[]).map(({ email }) => email);

export const allAsked = ({ calls }: ProviderStub) =>
  calls
    .filter(({ path }) => path.includes("bulk_match"))
    .flatMap(asked)
    .toSorted();

/** From now on everybody is found but those whom the test names. */
export function answerAll(
  stub: ProviderStub,
  { nobody = [], headers = {} }: { nobody?: number[]; headers?: Record<string, string> } = {},
): void {
  const unfound = nobody.map(emailOf);
  stub.answerWith((call, response) => {
    const matches = asked(call).map((email) => (unfound.includes(email) ? null : wirePerson(email)));
    const found = matches.filter((match) => match !== null).length;
    const sums = { total_requested_enrichments: matches.length, unique_enriched_records: found };
    const body = { status: "success", ...sums, credits_consumed: found, matches, request_id: 77 };
    return answerJson(200, body, headers)(call, response);
  });
}

export const startOf = (runId: string, given: Partial<StartRunInput> = {}): StartRunInput => {
  const limits = { rowLimit: null, creditCeiling: null, failuresMax: 20, listId: null };
  return StartRunInput.parse({ runId, wish: {}, ...limits, ...given });
};

/** A workspace with a key, and nobody else's runs under way: those of other tests are paused. */
export async function aRunningTeam(): Promise<{ rep: Viewer; admin: Viewer }> {
  await db.run.updateMany({ where: { state: "running" }, data: { state: "paused" } });
  const workspaceId = await aWorkspace();
  const rep = await aViewer({ workspaceId });
  const admin = await aViewer({ workspaceId, role: "admin" });
  await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  return { rep, admin };
}

/** A run of so many people that has been started. Returns its id. */
export async function aStarted(viewer: Viewer, rows: number, given: Partial<StartRunInput> = {}): Promise<string> {
  const runId = await aDraft(viewer, ["email", ...numbers(rows).map(emailOf)].join("\n"));
  await startRun(viewer, startOf(runId, given));
  return runId;
}

/** Its state, why it stands so, and how many of its rows stand where. */
export async function standingOf(
  viewer: Viewer,
  runId: string,
): Promise<[string, string | null, Record<string, number>]> {
  const { state, stopReason, counts } = await getRun(viewer, runId);
  return [state, stopReason, counts];
}

/** What is held and spent. What the budget carries is what the ledger says. */
export async function creditsOf(workspaceId: string): Promise<{ held: number; spent: number } | undefined> {
  const [period] = await db.budgetPeriod.findMany({ where: { workspaceId, scope: "workspace" } });
  const [ledger] = await db.$queryRaw<{ held: number; spent: number }[]>`
    SELECT (coalesce(sum(credits) FILTER (WHERE kind = 'hold'), 0)
              - coalesce(sum(credits) FILTER (WHERE kind IN ('release', 'charge')), 0))::int AS held,
           coalesce(sum(credits) FILTER (WHERE kind = 'charge'), 0)::int AS spent
      FROM ledger_entry WHERE workspace_id = ${workspaceId}`;
  expect({ held: period?.held.toNumber() ?? 0, spent: period?.spent.toNumber() ?? 0 }).toEqual(ledger);
  return ledger;
}
