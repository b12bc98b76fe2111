import { parseArgs } from "node:util";

/** In the order in which they run. */
export const WORKSPACE_PARTS = ["P6", "P7", "P18", "P12", "P12b", "P10", "P11"] as const;
export type WorkspacePart = (typeof WORKSPACE_PARTS)[number];

export type WorkspaceWords = {
  parts: WorkspacePart[];
  people: number;
  lookupsEach: number;
  isShort: boolean;
  /** Where the database is kept, to be found filled the next time. */
  dataDir?: string;
};

const PEOPLE = 1_000_000;
const LOOKUPS_EACH = 2;

/** Reads `[--people n] [--lookups n] [--data folder] [--short] [P6 …]`. Throws for what there is none of. */
export function readWorkspaceWords(words: readonly string[]): WorkspaceWords {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      ...{ people: { type: "string" }, lookups: { type: "string" }, data: { type: "string" } },
      short: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.filter((name) => !WORKSPACE_PARTS.some((part) => part === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no ${unknown.join(", ")}: the parts are ${WORKSPACE_PARTS.join(", ")} (P7 counts too: P8).`,
    );
  return {
    parts: WORKSPACE_PARTS.filter((part) => positionals.length === 0 || positionals.includes(part)),
    people: readCount(values.people, { otherwise: PEOPLE, min: 1 }),
    lookupsEach: readCount(values.lookups, { otherwise: LOOKUPS_EACH, min: 0 }),
    isShort: values.short,
    ...(values.data !== undefined && { dataDir: values.data }),
  };
}

function readCount(text: string | undefined, { otherwise, min }: { otherwise: number; min: number }): number {
  const count = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(count) || count < min) throw new Error(`${text ?? ""} is no number of people or lookups.`);
  return count;
}
