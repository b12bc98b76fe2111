import "server-only";
import { z } from "zod";
import type { Prisma } from "@/lib/db/client";
import { ROW_STATES, RUN_STATES } from "@/lib/runs/run";
import { STOP_REASONS, type RunRowDto, type RunSummaryDto } from "@/lib/runs/schema";

type RunRecord = Prisma.RunGetPayload<{ include: { user: { select: { id: true; name: true } } } }>;

export function toSummary(run: RunRecord): RunSummaryDto {
  const { id, name, rows, createdAt, startedAt, endedAt, user } = run;
  return {
    ...{ id, name, rows, who: user },
    stopReason: z.nullable(z.enum(STOP_REASONS)).parse(run.stopReason),
    kind: run.kind === "refresh" ? "refresh" : "csv",
    state: z.enum(RUN_STATES).parse(run.state),
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

export function toRow(row: Prisma.RunRowGetPayload<true>): RunRowDto {
  const { number, line, flaw, reason, lookupId, personId } = row;
  return {
    ...{ number, line, flaw, reason, lookupId, personId },
    cells: z.array(z.string()).parse(row.cells),
    state: z.enum(ROW_STATES).parse(row.state),
  };
}
