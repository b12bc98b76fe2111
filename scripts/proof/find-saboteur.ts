import { expect, test } from "vitest";
import type { PartName } from "@/scripts/proof/parts";
import { prove } from "@/scripts/proof/prove";
import type { SaboteurName } from "@/scripts/proof/saboteurs";

/** A part, the build that it must find out, what it then says, and how many trials are enough for it. */
export type Found = [PartName, SaboteurName, RegExp, string];

/** Tests of the tests: each broken build must be found out. */
export function findEach(saboteurs: Found[]): void {
  test.each(saboteurs)("%s sees the build that does %s", async (...[part, saboteur, what, trials]) => {
    const { status, said } = await prove(part, "--saboteur", saboteur, "--trials", trials);
    expect(said).toMatch(what);
    expect(said).toMatch(/BROKEN/);
    expect(status).toBe(1);
  });
}
