import type { Client } from "pg";
import type { Stage } from "@/scripts/bench/stage";

/** What the parts on a large workspace find besides the app: how large it is, and the database itself. */
export type LargeStage = Stage & {
  people: number;
  workspaceId: string;
  cookie: string;
  /** As the owner, for statements without anything around them. */
  sql: Client;
};

/** The ms that a statement takes by itself. */
export async function timedSql({ sql }: LargeStage, text: string, values: unknown[]): Promise<number> {
  const started = performance.now();
  await sql.query(text, values);
  return performance.now() - started;
}
