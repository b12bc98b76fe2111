import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { PartName } from "@/scripts/proof/parts";
import type { SaboteurName } from "@/scripts/proof/saboteurs";

const SEED = "20261124";

/** Runs one part as `npm run proof` does. Resolves with its exit code and its line. */
function prove(part: PartName, ...words: string[]): { status: number | null; said: string } {
  const options = ["--conditions=react-server", "--import", "tsx"];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...options, "scripts/proof/main.ts", part, "--short", "--seed", SEED, ...words],
    { encoding: "utf8", timeout: 110_000 },
  );
  return { status, said: `${stdout}${stderr}` };
}

describe("storm", () => {
  test("budget storms over two processes overspend nothing and refuse nothing falsely; identical lookups are paid once", () => {
    const { status, said } = prove("storm");
    expect(said).toMatch(/^storm +holds .* 0 overspent, 0 false refusals at rest; .* 1 paid call each/m);
    expect(status).toBe(0);
  });
});

describe("orders", () => {
  test("callbacks duplicated, shuffled, split and late end as the model says", () => {
    const { status, said } = prove("orders");
    expect(said).toMatch(/^orders +holds .* 0 ended otherwise than the model/m);
    expect(status).toBe(0);
  });
});

describe("kill", () => {
  test("web server, worker and PostgreSQL killed under load lose nothing that was acknowledged, and do nothing twice", () => {
    const { status, said } = prove("kill");
    expect(said).toMatch(/^kill +holds .* [1-9][\d,]* acks of .* 0 lost, 0 ghosts, 0 doubled; ready again after /m);
    expect(status).toBe(0);
  });
});

/** Tests of the tests: each broken build must be found out. */
test.each<[PartName, SaboteurName, RegExp, string]>([
  ["storm", "check-then-update", /overspent: \d+ sent|more than its limit/, "2"],
  ["storm", "check-then-insert", /identical lookups: \d+ paid calls/, "0"],
  ["orders", "last-word-wins", /[1-9]\d* ended otherwise than the model/, "60"],
  ["kill", "acknowledge-before-insert", /[1-9]\d* lost/, "5"],
])("%s sees the build that does %s", (part, saboteur, what, trials) => {
  const { status, said } = prove(part, "--saboteur", saboteur, "--trials", trials);
  expect(said).toMatch(what);
  expect(said).toMatch(/BROKEN/);
  expect(status).toBe(1);
});
