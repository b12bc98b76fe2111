import * as z from "zod/mini";
import { PeopleSelection } from "@/lib/people/filters";
import { RESULT_COLUMNS, type ResultColumn } from "@/lib/runs/result-columns";
import { NAME_LENGTH_MAX, ROW_STATES, type RowState } from "@/lib/runs/run";

/** Several of these words, separated by commas as an address holds them; what is none of them is left out. */
function someOf<Word extends string>(words: readonly Word[]) {
  const read = (joined: string): Word[] => {
    const given = joined.split(",");
    return words.filter((word) => given.includes(word));
  };
  return z.pipe(z.string().check(z.maxLength(500)), z.transform(read));
}

/** Which rows of a run a file is made of, and with which new columns: all of both, unless it is said. */
export const RunExport = z.object({
  states: z.optional(someOf<RowState>(ROW_STATES)),
  columns: z.optional(someOf<ResultColumn>(RESULT_COLUMNS)),
});
export type RunExport = z.infer<typeof RunExport>;

const count = z.number();

/** What it would take back to undo a run: calls whose words still count, and the people whose records hold them. */
export const RunUndoSheet = z.object({ lookups: count, people: count, creditsCharged: z.string() });
export type RunUndoSheet = z.infer<typeof RunUndoSheet>;

/** What one turn of it took back. `left`: lookups that the next turn goes on with. */
export type RunUndone = { lookups: number; people: number; left: number };

export const RefreshRunInput = z.object({
  selection: PeopleSelection,
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Give it a name."),
      z.maxLength(NAME_LENGTH_MAX, `At most ${String(NAME_LENGTH_MAX)} characters.`),
    ),
});
export type RefreshRunInput = z.infer<typeof RefreshRunInput>;
