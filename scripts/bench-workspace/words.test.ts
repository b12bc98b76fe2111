import { expect, test } from "vitest";
import { readWorkspaceWords, WORKSPACE_PARTS } from "@/scripts/bench-workspace/words";

test("no word means every part on a million people", () => {
  expect(readWorkspaceWords([])).toEqual({
    parts: [...WORKSPACE_PARTS],
    ...{ people: 1_000_000, lookupsEach: 2, isShort: false },
  });
});

test("a size, a folder and parts in whatever order", () => {
  const words = readWorkspaceWords(["P7", "--people", "5000", "P6", "--data", "here", "--short"]);
  expect(words).toMatchObject({ parts: ["P6", "P7"], people: 5000, dataDir: "here", isShort: true });
});

test("people whom nobody looked up", () => {
  expect(readWorkspaceWords(["--lookups", "0"])).toMatchObject({ lookupsEach: 0 });
});

test.each([[["P99"]], [["--people", "many"]], [["--people", "0"]], [["--lookups", "1.5"]], [["--lookups=-1"]]])(
  "%j is refused",
  (words) => {
    expect(() => readWorkspaceWords(words)).toThrow(/There is no P99|is no number/);
  },
);
