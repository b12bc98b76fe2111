import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { LineReport, LineWord, SubmitSuppressionsInput } from "@/lib/suppressions/schema";
import { lockSuppressions } from "@/lib/suppressions/server/find-suppressed";
import { requireSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { addSuppressions } from "@/lib/suppressions/server/suppression-store";
import { identifierOf, LINES_MAX, type AddedKind, type Identifier } from "@/lib/suppressions/suppression";

/** While these are written no lookup begins: few enough that nobody notices. */
const TOGETHER_MAX = 1000;
const DAY_MS = 86_400_000;

type Line = { line: number; identifier: Identifier };

/**
 * Admin: puts values of one kind on the workspace's list, one a line. Says of each line what became of it; what cannot be
 * read is left out and named. From then on nobody asks for them, and nothing of them is kept.
 */
export async function submitSuppressions(viewer: Viewer, input: SubmitSuppressionsInput): Promise<LineReport> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const { reason } = input;
  const { lines, report } = readLines(input);
  const expiresAt = input.until === null ? null : new Date(Date.parse(input.until) + DAY_MS);
  const key = await requireSuppressionKey();
  for (let from = 0; from < lines.length; from += TOGETHER_MAX) {
    const some = lines.slice(from, from + TOGETHER_MAX);
    const became = await inTransaction(async (tx) => {
      await lockSuppressions(tx, workspaceId);
      const identifiers = some.map(({ identifier }) => identifier);
      const added = await addSuppressions(tx, key, {
        ...{ workspaceId, identifiers, reason, addedById: userId, expiresAt },
      });
      const detail = { kind: input.kind, reason, count: added.filter((word) => word !== "already").length };
      await recordAudit(tx, { workspaceId, actorId: userId, action: "suppression.added", detail });
      return added;
    });
    report.push(...some.map(({ line }, index) => ({ line, became: became[index] ?? "already" })));
  }
  return report.toSorted((a, b) => a.line - b.line);
}

function readLines({ kind, text }: { kind: AddedKind; text: string }): { lines: Line[]; report: LineReport } {
  const typed = text.split(/\r\n|\r|\n/).map((value, index) => ({ line: index + 1, value: value.trim() }));
  const filled = typed.filter(({ value }) => value !== "");
  if (filled.length === 0) refuse("Type at least one value.");
  if (filled.length > LINES_MAX) refuse(`At most ${LINES_MAX.toLocaleString("en")} lines at once.`);
  const seen = new Set<string>();
  const lines: Line[] = [];
  const report: LineReport = [];
  for (const { line, value } of filled) {
    const identifier = identifierOf(kind, value);
    const aside: LineWord | null = identifier === null ? "unreadable" : seen.has(identifier.value) ? "repeated" : null;
    if (aside || !identifier) report.push({ line, became: aside ?? "unreadable" });
    else lines.push({ line, identifier });
    if (identifier) seen.add(identifier.value);
  }
  return { lines, report };
}

function refuse(text: string): never {
  throw new AppError("invalid_input", "lines refused", { fields: { text } });
}
