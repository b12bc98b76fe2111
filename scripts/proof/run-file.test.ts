import { describe, expect, test } from "vitest";
import { matchColumns } from "@/lib/runs/mapping";
import { readRow } from "@/lib/runs/read-row";
import { createPeople } from "@/scripts/proof/people";
import { createRandom } from "@/scripts/proof/random";
import { drawFile, HEADER } from "@/scripts/proof/run-file";

const draw = (seed: number) =>
  drawFile({ random: createRandom(seed), nextPerson: createPeople(), rows: 400, faults: 2 });

describe("the file of the proof", () => {
  test.each([1, 2, 3])("is read as it says, with seed %s", (seed) => {
    const { rows } = draw(seed);
    const cells = rows.map((row) => row.cells);
    const mapping = matchColumns(HEADER, cells.slice(0, 50));
    expect(mapping.filter(Boolean)).toHaveLength(7);
    const seen = new Set<string>();
    const ends = cells.map((row) => {
      const read = readRow(row, mapping);
      if (!read.identity) return "invalid";
      const isRepeated = seen.has(read.key);
      seen.add(read.key);
      return isRepeated ? "duplicate" : "other";
    });
    const planned = rows.map((row) => row.ends.find((end) => end === "invalid" || end === "duplicate") ?? "other");
    expect(ends).toEqual(planned);
  });

  test("has every kind of row, and the same for the same seed", () => {
    const { rows, known, barred, bytes } = draw(4);
    const ends = new Set(rows.flatMap((row) => row.ends));
    expect([...ends].toSorted()).toEqual([
      "duplicate",
      "failed",
      "invalid",
      "matched",
      "needs_a_look",
      "no_match",
      "ours",
      "suppressed",
    ]);
    expect([known.length > 0, barred.length > 0]).toEqual([true, true]);
    expect(draw(4).bytes.equals(bytes)).toBe(true);
    expect(draw(5).bytes.equals(bytes)).toBe(false);
  });
});
