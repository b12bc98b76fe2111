import { parseArgs } from "node:util";

/** In the order in which they run. */
const RUN_PARTS = ["P9", "P19", "P20", "P1b", "P1"] as const;
export type RunPart = (typeof RUN_PARTS)[number];

export type RunWords = { parts: RunPart[]; isShort: boolean };

/** Reads `[--short] [P9 …]`; no name means all. Throws for what there is none of. */
export function readRunWords(words: readonly string[]): RunWords {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { short: { type: "boolean", default: false } },
  });
  const unknown = positionals.filter((name) => !RUN_PARTS.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}: the parts are ${RUN_PARTS.join(", ")}.`);
  const parts = RUN_PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
  return { parts, isShort: values.short };
}
