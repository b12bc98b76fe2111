import "server-only";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Mapping } from "@/lib/runs/mapping";
import { RunFormatInput } from "@/lib/runs/schema";
import { lockDraft, requireFile } from "@/lib/runs/server/lock-draft";
import { READING_TIMEOUT_MS } from "@/lib/runs/server/read-file";
import { rememberMapping } from "@/lib/runs/server/remembered-mapping";
import { changeMeaning, meaningOf } from "@/lib/runs/server/run-store";

const Texts = z.array(z.string());

/**
 * Whoever uploaded it, and admins: says what a draft's columns give. Every row is taken for what it says then, and the choice is
 * remembered for files of the same columns.
 */
export async function changeMapping(viewer: Viewer, runId: string, mapping: Mapping): Promise<void> {
  await inTransaction(
    async (tx) => {
      const { workspaceId, header: stored, format } = requireFile(await lockDraft(tx, viewer, runId));
      const header = Texts.parse(stored);
      if (mapping.length !== header.length)
        throw new AppError("invalid_input", `${String(mapping.length)} of ${String(header.length)} columns`);
      await remapRows(tx, { workspaceId, runId, mapping });
      await tx.run.update({ where: { id: runId, workspaceId }, data: { mapping, revision: { increment: 1 } } });
      if (RunFormatInput.parse(format).hasHeader) await rememberMapping(tx, { workspaceId, header, mapping });
    },
    { timeoutMs: READING_TIMEOUT_MS },
  );
}

const LOT_ROWS = 1000;

type Remapping = { workspaceId: string; runId: string; mapping: Mapping };

async function remapRows(tx: Tx, { workspaceId, runId, mapping }: Remapping): Promise<void> {
  for (let after = 0; ;) {
    const rows = await tx.$queryRaw<{ number: number; cells: unknown }[]>`
      SELECT number, cells FROM run_row WHERE run_id = ${runId} AND workspace_id = ${workspaceId} AND number > ${after}
       ORDER BY number LIMIT ${LOT_ROWS}`;
    const last = rows.at(-1);
    if (!last) return;
    await changeMeaning(
      tx,
      { workspaceId, runId },
      rows.map(({ number, cells }) => ({ number, ...meaningOf(Texts.parse(cells), mapping) })),
    );
    after = last.number;
  }
}
