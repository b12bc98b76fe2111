import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import type { Scope } from "@/lib/privacy/server/erasure-scope";
import { asksFor } from "@/lib/privacy/server/find-erasable";

export type FoundRow = { runId: string; number: number };

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");
const within = (values: readonly string[]) => values.map((value) => `%${escaped(value)}%`);

/**
 * Rows of uploaded files that are about the person: that ask for them or found them, and those in which one of their addresses,
 * numbers or profiles stands in any column, or all words of their name beside their employer.
 */
export function findRunRows(tx: Tx, workspaceId: string, scope: Scope): Promise<FoundRow[]> {
  const profiles = scope.linkedinUrls.map((url) => url.replace(/^.*linkedin\.com/, ""));
  const strong = within([...scope.apolloIds, ...scope.emails, ...scope.hashes, ...profiles]);
  return tx.$queryRaw<FoundRow[]>`
    SELECT r.run_id AS "runId", r.number
      FROM run u JOIN run_row r ON r.run_id = u.id
     CROSS JOIN LATERAL (SELECT lower(r.cells::text) AS text OFFSET 0) c
     WHERE u.workspace_id = ${workspaceId}
       AND (r.person_id = ANY (${scope.personIds}) OR ${asksFor(Prisma.sql`r.identity`, scope)} OR c.text LIKE ANY (${strong})
            OR ${hasNumber(scope)} OR ${hasName(scope)})
     ORDER BY r.run_id, r.number`;
}

/** However it is written. The quotes stay, so that two cells are not read as one number. */
function hasNumber({ numbers }: Scope): Prisma.Sql {
  const digits = numbers.map((number) => number.replace(/\D/g, "")).filter(({ length }) => length >= 7);
  if (digits.length === 0) return Prisma.sql`FALSE`;
  return Prisma.sql`regexp_replace(c.text, '[^0-9"]', '', 'g') LIKE ANY (${within(digits)})`;
}

function hasName({ names, domains, companies }: Scope): Prisma.Sql {
  const employers = within([...domains, ...companies]);
  const whole = names.map((name) => name.split(/\s+/)).filter(({ length }) => length > 1);
  if (employers.length === 0 || whole.length === 0) return Prisma.sql`FALSE`;
  const named = whole.map((words) => Prisma.sql`c.text LIKE ALL (${within(words)})`);
  return Prisma.sql`(c.text LIKE ANY (${employers}) AND (${Prisma.join(named, " OR ")}))`;
}
