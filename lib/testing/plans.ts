import { Client } from "pg";

type Sent = { text: string; values: unknown[]; options: string };
type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
};

/** How one statement was carried out. */
export type Plan = {
  sql: string;
  /** The tables that were read from end to end. */
  wholeTables: string[];
  /** Rows of tables that were looked at, whether they were wanted or not. */
  rowsRead: number;
};

type Connected = { options?: string; connectionParameters?: { options?: string } };
type Query = (this: Client, ...given: unknown[]) => unknown;

/**
 * Runs a use case and says how the database carried out each SELECT that it really sent, whichever client sent it: each is
 * explained by being carried out again, with the same values and settings.
 */
export async function plansOf(url: string, run: () => Promise<unknown>): Promise<Plan[]> {
  const sent = await listen(run);
  const plans: Plan[] = [];
  for (const { text, values, options } of sent.filter(({ text: sql }) => /^\s*(select|with)\b/i.test(sql))) {
    const client = new Client({ connectionString: url, options });
    await client.connect();
    const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    await client.end();
    const nodes = rows.flatMap((row) => listNodes(row["QUERY PLAN"][0].Plan));
    plans.push({ sql: text, wholeTables: nodes.flatMap(wholeTable), rowsRead: sum(nodes.map(rowsRead)) });
  }
  return plans;
}

/** Every statement goes through the driver's one method, be it sent by Prisma or by a pool of ours. */
async function listen(run: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const holder = Client.prototype as unknown as { query: Query };
  const { query } = holder;
  holder.query = function (this: Client, ...given) {
    const [asked] = given as [{ text?: string; values?: unknown[] } | undefined];
    const options = (this as unknown as Connected).connectionParameters?.options ?? "";
    if (typeof asked?.text === "string") sent.push({ text: asked.text, values: asked.values ?? [], options });
    return query.apply(this, given);
  };
  try {
    await run();
  } finally {
    holder.query = query;
  }
  return sent;
}

const listNodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(listNodes)];

function wholeTable(node: PlanNode): string[] {
  return node["Node Type"].endsWith("Seq Scan") && node["Relation Name"] ? [node["Relation Name"]] : [];
}

/** The counts are means over the loops. */
function rowsRead(node: PlanNode): number {
  if (!node["Relation Name"]) return 0;
  const seen = [node["Actual Rows"], node["Rows Removed by Filter"], node["Rows Removed by Index Recheck"]];
  return sum(seen.map((rows) => rows ?? 0)) * (node["Actual Loops"] ?? 1);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
