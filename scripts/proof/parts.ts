import { parseArgs } from "node:util";
import { SABOTEURS, type SaboteurName } from "@/scripts/proof/saboteurs";

/** In the order in which they run. */
export const PART_NAMES = ["storm", "orders", "sweep", "unknown", "bill", "lostwebhooks", "runs", "kill"] as const;
export type PartName = (typeof PART_NAMES)[number];

export type Asked = {
  parts: PartName[];
  seed: number;
  isShort: boolean;
  /** How much of what the part counts; unset: as its form has it. */
  trials: number | undefined;
  saboteur: SaboteurName | null;
};

const isPartName = (word: string): word is PartName => PART_NAMES.some((name) => name === word);
const isSaboteurName = (word: string): word is SaboteurName => Object.hasOwn(SABOTEURS, word);

/** Reads `[part …] [--short] [--seed n] [--trials n] [--saboteur name]`; no part means all. Throws for what there is none of. */
export function readWords(words: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      short: { type: "boolean", default: false },
      seed: { type: "string" },
      trials: { type: "string" },
      saboteur: { type: "string" },
    },
  });
  const unknown = positionals.filter((word) => !isPartName(word));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}: the parts are ${PART_NAMES.join(", ")}.`);
  const { saboteur = null } = values;
  if (saboteur !== null && !isSaboteurName(saboteur)) {
    throw new Error(`There is no ${saboteur}: the saboteurs are ${Object.keys(SABOTEURS).join(", ")}.`);
  }
  return {
    parts: PART_NAMES.filter((name) => positionals.length === 0 || positionals.includes(name)),
    seed: toCount(values.seed, "seed") ?? Math.floor(Math.random() * 2 ** 31),
    isShort: values.short,
    trials: toCount(values.trials, "trials"),
    saboteur,
  };
}

function toCount(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} must be a whole number.`);
  return Number(text);
}
