import "server-only";
import { Prisma } from "@/lib/db/client";
import { storable } from "@/lib/merge/dated-fields";

/** Rows as one parameter, for `jsonb_to_recordset`: one statement, and one text of it, however many there are. */
export function asRows(rows: readonly Record<string, unknown>[]): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(storable(rows))}::jsonb`;
}
