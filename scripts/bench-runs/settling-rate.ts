import pg from "pg";
import { newId } from "@/lib/ids/ids";
import { inTransaction } from "@/lib/db/client";
import { provisionSandboxTeam } from "@/lib/sandbox/server/provision-sandbox-team";
import type { Figure } from "@/scripts/bench/figure";
import { median } from "@/scripts/bench/statistics";
import { cpuOf, cpuOfDatabase } from "@/scripts/bench-runs/cpu-time";
import { type Engine, giveKey, startEngine } from "@/scripts/bench-runs/engine";
import { anAdmin, type RunStage } from "@/scripts/bench-runs/run-stage";
import { begin, draftOf, emailsFrom, requireFound, untilDone } from "@/scripts/bench-runs/running";

const PEOPLE_A_CALL = 10;
const IN_FLIGHT = 16;
/** Prime, and no divisor of how many there are. */
const STRIDE = 7919;

/** P20: rows settled a second with a provider that sets no limit, emulator and all on this machine, in turns with the bare calls. */
export async function benchSettlingRate({ isShort, sql }: RunStage): Promise<Figure[]> {
  const rows = isShort ? 1000 : 4000;
  const turns = isShort ? 1 : 3;
  const engine = await startEngine({ switches: { minuteLimit: 1_000_000, latencyMs: 0 }, workers: 1 });
  const rates = { run: [] as number[], calls: [] as number[], commits: [] as number[] };
  const cpu: Cpu[] = [];
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      const emails = spread(emailsFrom(turn * rows, rows));
      const before = await readCpu(sql, engine);
      rates.run.push(await settleRun(sql, emails));
      cpu.push(differenceOf(await readCpu(sql, engine), before, rows));
      rates.calls.push(await callBarely(engine.emulatorUrl, emails));
      rates.commits.push(await commitBarely(sql, emails));
    }
  } finally {
    await engine.end();
  }
  const [run, calls, commits] = [median(rates.run), median(rates.calls), median(rates.commits)];
  return [
    {
      ...{ part: "P20", base: 200, goal: 400, better: "higher", ratio: run / calls },
      metric: `rows settled from start to last row, emulator unlimited (CPU a row: ${told(cpu)}; as many rows in bare commits of ten: ${commits.toFixed(0)}/s)`,
      measured: { value: run, unit: "/s" },
      n: `${String(turns)} × ${rows.toLocaleString("en")} rows, 1 worker, median`,
      beside: { what: "the same calls to the emulator with nothing settled", value: calls, unit: "/s" },
    },
  ];
}

/** In no order of employers, as lists of people mostly are. */
function spread(emails: readonly string[]): string[] {
  return emails.map((_, at) => emails[(at * STRIDE) % emails.length] ?? "");
}

/** In ms. The emulator's process is this one. */
type Cpu = { worker: number; database: number; emulator: number };

async function readCpu(sql: pg.Client, { workerPids }: Engine): Promise<Cpu> {
  const { user, system } = process.cpuUsage();
  const worker = workerPids().reduce((sum, pid) => sum + cpuOf(pid), 0);
  return { worker, database: await cpuOfDatabase(sql), emulator: (user + system) / 1000 };
}

const differenceOf = (after: Cpu, before: Cpu, rows: number): Cpu => ({
  worker: (after.worker - before.worker) / rows,
  database: (after.database - before.database) / rows,
  emulator: (after.emulator - before.emulator) / rows,
});

function told(cpu: readonly Cpu[]): string {
  const parts = (["worker", "database", "emulator"] as const).map(
    (part) => `${part} ${median(cpu.map((one) => one[part])).toFixed(1)} ms`,
  );
  return parts.join(", ");
}

async function settleRun(sql: pg.Client, emails: readonly string[]): Promise<number> {
  const admin = await anAdmin();
  await giveKey(admin);
  const runId = await draftOf(admin, emails);
  await sql.query("ANALYZE");
  const started = performance.now();
  await begin(admin, runId);
  await untilDone(sql, runId);
  const rate = (emails.length / (performance.now() - started)) * 1000;
  await requireFound(sql, runId, emails.length);
  return rate;
}

/** In tens, so many at once as a worker has in flight. Returns people a second. */
async function inTens(emails: readonly string[], each: (ten: string[]) => Promise<unknown>): Promise<number> {
  const tens = Array.from({ length: Math.ceil(emails.length / PEOPLE_A_CALL) }, (_, at) =>
    emails.slice(at * PEOPLE_A_CALL, (at + 1) * PEOPLE_A_CALL),
  );
  const lane = async () => {
    for (let ten = tens.pop(); ten; ten = tens.pop()) await each(ten);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return (emails.length / (performance.now() - started)) * 1000;
}

async function callBarely(emulatorUrl: string, emails: readonly string[]): Promise<number> {
  const key = newId("apiKey");
  await inTransaction((tx) => provisionSandboxTeam(tx, { key, credits: 1_000_000 }));
  return inTens(emails, async (ten) => {
    const response = await fetch(`${emulatorUrl}/api/v1/people/bulk_match`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/json", connection: "close" },
      body: JSON.stringify({ details: ten.map((email) => ({ email })) }),
    });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`the emulator answered ${String(response.status)}`);
  });
}

/** The same number of durable commits as there are calls, of ten rows each. */
async function commitBarely(sql: pg.Client, emails: readonly string[]): Promise<number> {
  await sql.query("CREATE TABLE IF NOT EXISTS bench_bare (email text)");
  const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: IN_FLIGHT });
  try {
    return await inTens(emails, (ten) => pool.query("INSERT INTO bench_bare SELECT unnest($1::text[])", [ten]));
  } finally {
    await pool.end();
  }
}
