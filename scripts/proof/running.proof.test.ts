import { describe, expect, test } from "vitest";
import { prove } from "@/scripts/proof/prove";

describe("runs", () => {
  test("a run of every kind of row, killed, paused, stopped and retried, pays each row once and sends nothing after a stop", async () => {
    const { status, said } = await prove("runs");
    expect(said).toMatch(
      /^runs +holds .* [1-9]\d* kills, [1-9]\d* pauses, [1-9]\d* stops, .*: 0 paid twice, 0 sent after a stop; spent = billed/m,
    );
    expect(status).toBe(0);
  });
});
