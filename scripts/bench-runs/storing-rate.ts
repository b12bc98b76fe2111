import { uploadRun } from "@/lib/runs/server/upload-run";
import type { Figure } from "@/scripts/bench/figure";
import { median } from "@/scripts/bench/statistics";
import { takeTurns } from "@/scripts/bench-workspace/timed-get";
import { cellsOf, fileOf, type RunStage } from "@/scripts/bench-runs/run-stage";
import { copyRows } from "@/scripts/seed-large/copy-rows";

const ROWS = 10_000;
const COLUMNS = ["run_id", "number", "workspace_id", "line", "cells", "identity", "identity_key", "state"];

/** P9: rows a second from an upload's first byte to the draft that is committed, against COPY of the rows it makes. */
export async function benchStoringRate({ admin, isShort, sql }: RunStage): Promise<Figure[]> {
  const { workspaceId } = admin;
  let lastRun = await upload();
  async function upload(): Promise<string> {
    return (await uploadRun(admin, fileOf(ROWS, cellsOf), { name: "bench.csv" })).runId;
  }
  const stored = await sql.query<Record<string, unknown>>("SELECT * FROM run_row WHERE run_id = $1", [lastRun]);
  const copyRun = await upload();
  const times = await takeTurns(isShort ? 2 : 5, {
    ours: async () => {
      await sql.query("DELETE FROM run WHERE id = $1", [lastRun]);
      const started = performance.now();
      lastRun = await upload();
      return performance.now() - started;
    },
    copy: async () => {
      await sql.query("DELETE FROM run_row WHERE run_id = $1", [copyRun]);
      const started = performance.now();
      const rows = stored.rows.map((row) =>
        COLUMNS.map((column) => (column === "run_id" ? copyRun : textOf(row[column]))),
      );
      const copied = await copyRows(sql, { table: "run_row", columns: COLUMNS, rows });
      if (copied !== ROWS) throw new Error(`COPY took ${String(copied)} rows`);
      return performance.now() - started;
    },
  });
  await sql.query("DELETE FROM run WHERE workspace_id = $1", [workspaceId]);
  const [ours, copy] = [(ROWS / median(times.ours)) * 1000, (ROWS / median(times.copy)) * 1000];
  return [
    {
      ...{ part: "P9", base: 0.1, goal: 0.3, better: "higher", ratio: ours / copy },
      metric: `CSV of ${ROWS.toLocaleString("en")} rows: uploaded, read, understood and stored, rows/s ÷ COPY (${ours.toFixed(0)} rows/s)`,
      measured: { value: ours / copy, unit: "×" },
      n: `${String(times.ours.length)} turns each`,
      beside: { what: "COPY of the same rows into the same table", value: copy, unit: "/s" },
    },
  ];
}

const textOf = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value);
