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

describe("unknown", () => {
  test("calls without an answer are never paid for again by themselves, and end as they were billed", () => {
    const { status, said } = prove("unknown");
    expect(said).toMatch(/^unknown +holds .*: 0 paid repeats, (9[5-9]|100)\.\d % settled .*spent = billed/m);
    expect(status).toBe(0);
  });
});

describe("bill", () => {
  test("random histories are booked as they were billed, at acceptance and at delivery", () => {
    const { status, said } = prove("bill");
    expect(said).toMatch(/^bill +holds .* credits billed and booked/m);
    expect(status).toBe(0);
  });
});

describe("lostwebhooks", () => {
  test("with every callback lost all phones come by poll, each once", () => {
    const { status, said } = prove("lostwebhooks");
    expect(said).toMatch(/^lostwebhooks +holds .* 20 recovered by poll.* 0 twice.* 0 too early; spent = billed/m);
    expect(status).toBe(0);
  });
});

describe("sweep", () => {
  test("whichever database or network call fails, each flow ends whole, paid once and with books that are right", () => {
    const { status, said } = prove("sweep");
    expect(said).toMatch(/^sweep +holds .* lookup \d{2,} points, apply \d{2,}, poll \d+, .* 0 broken/m);
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
  ["unknown", "retry-on-time-out", /[1-9]\d* paid repeats/, "5"],
  ["bill", "charge-any-reveal", /bill of \S+ against its ledger/, "100"],
  ["lostwebhooks", "rounded-request-id", /recovered \d of 20/, "20"],
  ["sweep", "retry-on-time-out", /people\/match\), reset after: 2 calls of 1 attempts/, "60"],
  ["sweep", "settle-in-two-commits", /a lookup does not say what its attempt says/, "60"],
  ["sweep", "mark-then-apply", /apply, call \d+ .*: a phone is still waited for/, "12"],
  ["orders", "last-word-wins", /[1-9]\d* ended otherwise than the model/, "60"],
  ["kill", "acknowledge-before-insert", /[1-9]\d* lost/, "5"],
])("%s sees the build that does %s", (part, saboteur, what, trials) => {
  const { status, said } = prove(part, "--saboteur", saboteur, "--trials", trials);
  expect(said).toMatch(what);
  expect(said).toMatch(/BROKEN/);
  expect(status).toBe(1);
});
