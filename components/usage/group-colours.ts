import { REST } from "@/lib/usage/usage";

const COLOURS = ["a", "b", "c", "d", "e", "f"].map((letter) => `var(--chart-${letter})`);
const REST_COLOUR = "var(--chart-rest)";

/** The colour of a group by its place; the rest has one of its own. Each stands at least 3:1 against the card. */
export function colourOf({ id }: { id: string }, place: number): string {
  return id === REST ? REST_COLOUR : (COLOURS[place] ?? REST_COLOUR);
}
