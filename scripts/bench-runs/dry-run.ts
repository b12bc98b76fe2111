import { RunWish } from "@/lib/runs/schema";
import { dryRun } from "@/lib/runs/server/dry-run";
import { uploadRun } from "@/lib/runs/server/upload-run";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import type { Figure } from "@/scripts/bench/figure";
import { cellsOf, emailOf, fileOf, type RunStage } from "@/scripts/bench-runs/run-stage";

const SAMPLE_MS = 20;
const WISH = RunWish.parse({ revealPhoneNumber: true });

/** P19: a dry run of a file of which a fifth is ours, a twentieth is named twice and some are on the suppression list. */
export async function benchDryRun(stage: RunStage): Promise<Figure[]> {
  const { admin, isShort, sql } = stage;
  const rows = isShort ? 10_000 : 100_000;
  await plantKnown(stage, rows / 5);
  const suppressed = Array.from({ length: 500 }, (_, nth) => emailOf(rows - nth));
  await submitSuppressions(admin, { kind: "email", text: suppressed.join("\n"), reason: "objected", until: null });
  const small = await uploadRun(admin, fileOf(200, cellsOf), { name: "small.csv" });
  await dryRun(admin, small.runId, WISH);
  const cells = (nth: number) =>
    nth % 50 === 1 ? ["", "", "no address"] : cellsOf(nth % 20 === 0 ? nth - (nth % 100) : nth);
  const before = residentMb();
  const uploaded = await watched(() => uploadRun(admin, fileOf(rows, cells), { name: "large.csv" }));
  const { runId } = uploaded.result;
  const bare = await watched(() =>
    sql.query("SELECT max(number), max(identity_key), max(identity::text) FROM run_row WHERE run_id = $1", [runId]),
  );
  const dry = await watched(() => dryRun(admin, runId, WISH));
  const { invalid, duplicates, ours, suppressed: barred, toSend } = dry.result;
  const told = `${String(ours)} ours, ${String(duplicates)} duplicates, ${String(barred)} suppressed, ${String(invalid)} invalid, ${String(toSend)} to send`;
  const size = `${rows.toLocaleString("en")} rows`;
  const shared = { n: `1 of ${size}`, better: "lower" } as const;
  return [
    {
      ...{ ...shared, part: "P19", base: 20, goal: 10, ratio: dry.ms / bare.ms },
      metric: `dry run of ${size} (${told}; uploaded in ${(uploaded.ms / 1000).toFixed(1)} s)`,
      measured: { value: dry.ms / 1000, unit: "s" },
      beside: { what: "reading the rows at once", value: bare.ms / 1000, unit: "s" },
    },
    {
      ...{ ...shared, part: "P19", base: 150, goal: 100, ratio: dry.mostMb / before },
      metric: `memory that the process takes more from that upload to the dry run's end (upload: ${(uploaded.mostMb - before).toFixed(0)} MB)`,
      measured: { value: Math.max(uploaded.mostMb, dry.mostMb) - before, unit: "MB" },
      beside: { what: "the process before, after a small one", value: before, unit: "MB" },
    },
  ];
}

/** People of ours who were bought yesterday, each with an address. */
async function plantKnown({ admin, sql }: RunStage, count: number): Promise<void> {
  const values = [admin.workspaceId, count];
  const email = "'person.' || n || '@company' || n % 5000 || '.example'";
  const each = "FROM generate_series(0, $2::int - 1) n";
  await sql.query(
    `INSERT INTO person (id, workspace_id, apollo_id, full_name, search, departments, employment, observed_at)
     SELECT 'per_' || lpad(n::text, 26, '0'), $1, lpad(n::text, 24, '0'), 'Ana' || n || ' Müller-Silva', '', '{}', '[]', now() ${each}`,
    values,
  );
  for (const [kind, value] of [
    ["apollo", "lpad(n::text, 24, '0')"],
    ["email", email],
  ])
    await sql.query(
      `INSERT INTO person_identity (workspace_id, kind, value, person_id)
       SELECT $1, '${kind ?? ""}', ${value ?? ""}, 'per_' || lpad(n::text, 26, '0') ${each}`,
      values,
    );
  await sql.query(
    `INSERT INTO attempt (id, workspace_id, identity, token_hash, request, state, returned_apollo_id, phone_state, settled_at)
     SELECT 'att_' || lpad(n::text, 26, '0'), $1, ${email}, sha256(n::text::bytea), '{"revealPhoneNumber":true}', 'matched',
            lpad(n::text, 24, '0'), 'delivered', now() - interval '1 day' ${each}`,
    values,
  );
  await sql.query("ANALYZE");
}

type Watched<T> = { result: T; ms: number; mostMb: number };

const residentMb = () => process.memoryUsage.rss() / 2 ** 20;

/** How long it takes, and the most memory that this process has meanwhile. */
async function watched<T>(run: () => Promise<T>): Promise<Watched<T>> {
  let mostMb = 0;
  const sampling = setInterval(() => (mostMb = Math.max(mostMb, residentMb())), SAMPLE_MS);
  const started = performance.now();
  try {
    const result = await run();
    const ms = performance.now() - started;
    return { result, ms, mostMb: Math.max(mostMb, residentMb()) };
  } finally {
    clearInterval(sampling);
  }
}
