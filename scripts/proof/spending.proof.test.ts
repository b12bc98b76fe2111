import { describe, expect, test } from "vitest";
import { prove } from "@/scripts/proof/prove";

describe("storm", () => {
  test("budget storms over two processes overspend nothing and refuse nothing falsely; identical lookups are paid once", async () => {
    const { status, said } = await prove("storm");
    expect(said).toMatch(/^storm +holds .* 0 overspent, 0 false refusals at rest; .* 1 paid call each/m);
    expect(status).toBe(0);
  });
});

describe("unknown", () => {
  test("calls without an answer are never paid for again by themselves, and end as they were billed", async () => {
    const { status, said } = await prove("unknown");
    expect(said).toMatch(/^unknown +holds .*: 0 paid repeats, (9[5-9]|100)\.\d % settled .*spent = billed/m);
    expect(status).toBe(0);
  });
});

describe("bill", () => {
  test("random histories are booked as they were billed, at acceptance and at delivery", async () => {
    const { status, said } = await prove("bill");
    expect(said).toMatch(/^bill +holds .* credits billed and booked/m);
    expect(status).toBe(0);
  });
});
