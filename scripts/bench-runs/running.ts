import type { Client } from "pg";
import type { Viewer } from "@/lib/auth/viewer";
import { RunWish } from "@/lib/runs/schema";
import { dryRun } from "@/lib/runs/server/dry-run";
import { startRun } from "@/lib/runs/server/start-run";
import { uploadRun } from "@/lib/runs/server/upload-run";
import { ordinaryPerson } from "@/lib/sandbox/world/person";
import { ORDINARY_COUNT } from "@/lib/sandbox/world/roster";

const WISH = RunWish.parse({});
const LOOK_EVERY_MS = 50;
const LASTS_AT_MOST_MS = 8 * 60_000;

/** People of the practice world with an address each, from `first` on in its order, and after the last of them nobody's. */
export function emailsFrom(first: number, count: number): string[] {
  const emails: string[] = [];
  for (let index = first; emails.length < count; index += 1) {
    const { email } =
      index < ORDINARY_COUNT ? ordinaryPerson(index) : { email: `nobody.${String(index)}@nowhere.example` };
    if (email !== null) emails.push(email);
  }
  return emails;
}

/** A draft of these people that is ready to be started. */
export async function draftOf(admin: Viewer, emails: readonly string[]): Promise<string> {
  const bytes = Buffer.from(["Email", ...emails].join("\n"));
  const { runId } = await uploadRun(admin, inOne(bytes), { name: "bench.csv" });
  const { toSend } = await dryRun(admin, runId, WISH);
  if (toSend !== emails.length) throw new Error(`${String(toSend)} of ${String(emails.length)} rows are to be sent`);
  return runId;
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

export async function begin(admin: Viewer, runId: string): Promise<void> {
  const unlimited = { rowLimit: null, creditCeiling: null, failuresMax: 1000, listId: null };
  await startRun(admin, { runId, wish: WISH, ...unlimited });
}

/** Resolves once its last row is settled. Throws when it ends otherwise, or not in time. */
export async function untilDone(sql: Client, runId: string): Promise<void> {
  const deadline = performance.now() + LASTS_AT_MOST_MS;
  for (;;) {
    const { rows } = await sql.query<{ state: string; reason: string | null }>(
      "SELECT state, stop_reason AS reason FROM run WHERE id = $1",
      [runId],
    );
    const [run] = rows;
    if (run?.state === "done") return;
    if (run?.state !== "running") throw new Error(`the run is ${run?.state ?? "gone"}: ${run?.reason ?? ""}`);
    if (performance.now() > deadline) throw new Error("the run did not end in time");
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
  }
}

/** Throws unless all its rows were found. */
export async function requireFound(sql: Client, runId: string, rows: number): Promise<void> {
  const found = await sql.query<{ state: string; count: number }>(
    "SELECT state, count(*)::int AS count FROM run_row WHERE run_id = $1 GROUP BY state",
    [runId],
  );
  const matched = found.rows.find(({ state }) => state === "matched")?.count ?? 0;
  if (matched !== rows) throw new Error(`of ${String(rows)} rows: ${JSON.stringify(found.rows)}`);
}
