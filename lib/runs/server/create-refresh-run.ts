import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { selectPeople } from "@/lib/people/server/select-people";
import { REFRESH_HEADER, REFRESH_MAPPING } from "@/lib/runs/refresh-columns";
import type { RefreshRunInput } from "@/lib/runs/result";
import { ROWS_MAX } from "@/lib/runs/run";
import { inReadingLane, READING_TIMEOUT_MS } from "@/lib/runs/server/read-file";
import { meaningOf } from "@/lib/runs/server/run-store";

/**
 * Admin and rep: makes a draft whose rows are the people whom a selection means, in the order in which they came, to be asked for
 * anew. From there on it is as a run of a file: nothing is sent before its dry run is seen and it is started.
 */
export async function createRefreshRun(
  viewer: Viewer,
  { selection, name }: RefreshRunInput,
): Promise<{ runId: string }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const id = newId("run");
  await inReadingLane(() =>
    inTransaction(
      async (tx) => {
        const drafted = { id, workspaceId, userId, name, kind: "refresh", state: "draft", isRefresh: true };
        await tx.run.create({ data: { ...drafted, header: REFRESH_HEADER, mapping: REFRESH_MAPPING } });
        let rows = 0;
        for await (const ids of selectPeople(viewer, selection)) {
          if (rows + ids.length > ROWS_MAX)
            throw refuse(`At most ${ROWS_MAX.toLocaleString("en")} people go in one run.`);
          rows += await addPeople(tx, { workspaceId, runId: id, ids, after: rows });
        }
        if (rows === 0) throw refuse("Nobody is selected any more.");
        await tx.run.update({ where: { id, workspaceId }, data: { rows } });
        const detail = { rows };
        await recordAudit(tx, { workspaceId, actorId: userId, action: "run.drafted", subject: id, detail });
      },
      { timeoutMs: READING_TIMEOUT_MS },
    ),
  );
  return { runId: id };
}

function refuse(say: string): AppError {
  return new AppError("invalid_input", "not as many people as a run takes", { say: `${say} Nothing was made.` });
}

type Lot = { workspaceId: string; runId: string; ids: readonly string[]; after: number };
type Known = { id: string; apolloId: string; name: string; company: string | null; email: string | null };

/** One statement reads a lot, one writes it. Returns how many. */
async function addPeople(tx: Tx, { workspaceId, runId, ids, after }: Lot): Promise<number> {
  const people = await tx.$queryRaw<Known[]>`
    SELECT p.id, p.apollo_id AS "apolloId", p.full_name AS name, p.company_name AS company, p.primary_email AS email
      FROM unnest(${ids}::text[]) WITH ORDINALITY AS wanted (id, place)
      JOIN person p ON p.id = wanted.id AND p.workspace_id = ${workspaceId} ORDER BY wanted.place`;
  const rows = people.map(({ id, apolloId, name, company, email }, index) => {
    const cells = [name, company ?? "", email ?? "", apolloId];
    const number = after + index + 1;
    return { number, cells, ...meaningOf(cells, REFRESH_MAPPING), person_id: id };
  });
  await tx.$executeRaw`
    INSERT INTO run_row (run_id, workspace_id, number, line, cells, identity, identity_key, state, reason, person_id)
    SELECT ${runId}, ${workspaceId}, number, number, cells, identity, identity_key, state, reason, person_id
      FROM jsonb_to_recordset(${asRows(rows)})
        AS r (number int, cells jsonb, identity jsonb, identity_key text, state text, reason text, person_id text)`;
  return rows.length;
}
