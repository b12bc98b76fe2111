import "server-only";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { toCsvLines } from "@/lib/http/csv";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { readContactWays, type ContactWays } from "@/lib/people/server/read-contact-ways";
import type { RunExport } from "@/lib/runs/result";
import { RESULT_COLUMNS, type ResultColumn } from "@/lib/runs/result-columns";
import { nameResults, toResultCells, type ResultRow } from "@/lib/runs/server/result-cells";

const LOT_ROWS = 500;
/** What spreadsheets tell UTF-8 by. */
const MARK = "\ufeff";
const Texts = z.array(z.string());

type Row = ResultRow & { number: number; cells: unknown };
type Exporting = { runId: string; which: Prisma.Sql; header: string[]; own: number; columns: readonly ResultColumn[] };

/**
 * Any member who may see the run: its rows as the lines of a CSV file, lot by lot: all columns of the file as they were read, in
 * their order, and then what is chosen of what came of each row. Numbers on a do-not-call list are covered as they are on screen.
 * Audited, with how many, before the first line is handed out. Returns the file's name with its lines.
 */
export async function exportRun(
  viewer: Viewer,
  runId: string,
  { states, columns = [...RESULT_COLUMNS] }: RunExport,
): Promise<{ name: string; lines: AsyncGenerator<string> }> {
  const { workspaceId, userId } = viewer;
  const run = await db.run.findFirst({ where: { id: runId, ...visibleTo(viewer), state: { not: "uploading" } } });
  if (!run) throw new AppError("not_found", `run ${runId}`);
  const chosen = states ? Prisma.sql`AND r.state = ANY (${states})` : Prisma.empty;
  const which = Prisma.sql`r.run_id = ${runId} AND r.workspace_id = ${workspaceId} ${chosen}`;
  const { rows, cellsMax } = await measure(which);
  const header = nameSurplus(Texts.parse(run.header), cellsMax);
  const detail = { rows, columns: columns.length, ...(states && { states }) };
  await recordAudit(db, { workspaceId, actorId: userId, action: "run.exported", subject: runId, detail });
  const lines = writeLines(viewer, { runId, which, header, own: header.length, columns });
  return { name: `${run.name.replace(/\.\w{1,4}$/, "")}-result.csv`, lines };
}

/** Cells beyond the header are told of as a flaw, so that the others need not be counted. */
async function measure(which: Prisma.Sql): Promise<{ rows: number; cellsMax: number }> {
  const [measured] = await db.$queryRaw<{ rows: number; cellsMax: number }[]>`
    SELECT count(*)::int AS rows,
           coalesce(max(CASE WHEN r.flaw IS NULL THEN 0 ELSE jsonb_array_length(r.cells) END), 0) AS "cellsMax"
      FROM run_row r WHERE ${which}`;
  return measured ?? { rows: 0, cellsMax: 0 };
}

/** Cells of rows that are longer than the header stay, in columns called by their place. */
function nameSurplus(header: readonly string[], cellsMax: number): string[] {
  const taken = new Set(header.map((name) => name.toLowerCase()));
  const surplus = Array.from({ length: Math.max(0, cellsMax - header.length) }, (_, index) => {
    const name = `Column ${String(header.length + index + 1)}`;
    return taken.has(name.toLowerCase()) ? `${name} (more)` : name;
  });
  return [...header, ...surplus];
}

async function* writeLines(viewer: Viewer, exporting: Exporting): AsyncGenerator<string> {
  const { header, own, columns } = exporting;
  yield MARK + toCsvLines([[...header, ...nameResults(columns, header)]]);
  for (let after = 0; ;) {
    const rows = await readLot(exporting.which, after);
    const last = rows.at(-1);
    if (!last) return;
    const ways = await readWays(viewer, { rows, columns });
    yield toCsvLines(
      rows.map((row) => {
        const cells = Texts.parse(row.cells);
        const padding = Array.from({ length: own - cells.length }, () => "");
        return [...cells, ...padding, ...toResultCells(columns, row, ways.get(row.personId ?? ""))];
      }),
    );
    if (rows.length < LOT_ROWS) return;
    after = last.number;
  }
}

function readLot(which: Prisma.Sql, after: number): Promise<Row[]> {
  return db.$queryRaw`
    SELECT r.number, r.cells, r.state, r.reason, r.lookup_id AS "lookupId", p.id AS "personId",
           trim_scale(l.credits_charged)::text AS credits, p.full_name AS name, p.title,
           p.company_name AS "companyName", p.company_domain AS "companyDomain", p.primary_email AS email,
           p.email_status AS "emailStatus"
      FROM run_row r
      LEFT JOIN lookup l ON l.id = r.lookup_id AND l.workspace_id = r.workspace_id
      LEFT JOIN person p ON p.id = r.person_id AND p.workspace_id = r.workspace_id
     WHERE ${which} AND r.number > ${after} ORDER BY r.number LIMIT ${LOT_ROWS}`;
}

const OF_WAYS: readonly ResultColumn[] = ["email", "phones", "linkedin"];

async function readWays(
  viewer: Viewer,
  { rows, columns }: { rows: readonly Row[]; columns: readonly ResultColumn[] },
): Promise<ReadonlyMap<string, ContactWays>> {
  const ids = [...new Set(rows.flatMap(({ personId }) => personId ?? []))];
  const isWanted = ids.length > 0 && columns.some((column) => OF_WAYS.includes(column));
  return isWanted ? readContactWays(viewer, ids) : new Map();
}
