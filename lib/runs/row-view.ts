import { ROW_STATES } from "@/lib/runs/run";
import type { RunRowView } from "@/lib/runs/queries";

/** A state, or `flawed`: what the rows of a run are narrowed to, in one word of the address. Anything else is all of them. */
export function readRowView(word: unknown): RunRowView {
  const state = ROW_STATES.find((known) => known === word);
  if (state) return { state };
  return word === "flawed" ? { flawed: "yes" } : {};
}

/** The same word again; null for all. */
export function writeRowView({ state, flawed }: RunRowView): string | null {
  return state ?? (flawed ? "flawed" : null);
}
