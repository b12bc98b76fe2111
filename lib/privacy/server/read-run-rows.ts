import "server-only";
import type { Tx } from "@/lib/db/client";
import { toPlain } from "@/lib/privacy/server/access-values";
import { readScope } from "@/lib/privacy/server/erasure-scope";
import { findRunRows } from "@/lib/privacy/server/find-run-rows";

/** The rows of uploaded files that are about one person, each with its file's name and columns. */
export async function readRunRows(tx: Tx, workspaceId: string, personId: string) {
  const found = await findRunRows(tx, workspaceId, await readScope(tx, workspaceId, [personId]));
  const rows = await tx.runRow.findMany({
    where: { workspaceId, OR: found.map(({ runId, number }) => ({ runId, number })) },
    include: { run: { select: { name: true, header: true } } },
    orderBy: [{ runId: "asc" }, { number: "asc" }],
  });
  return {
    runRows: rows.map(({ run, ...row }) => ({
      file: run.name,
      columns: toPlain(run)["header"] ?? null,
      ...toPlain(row),
    })),
  };
}
