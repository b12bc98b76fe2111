import { describe, expect, test } from "vitest";
import { prove } from "@/scripts/proof/prove";

describe("orders", () => {
  test("callbacks duplicated, shuffled, split and late end as the model says", async () => {
    const { status, said } = await prove("orders");
    expect(said).toMatch(/^orders +holds .* 0 ended otherwise than the model/m);
    expect(status).toBe(0);
  });
});

describe("lostwebhooks", () => {
  test("with every callback lost all phones come by poll, each once", async () => {
    const { status, said } = await prove("lostwebhooks");
    expect(said).toMatch(/^lostwebhooks +holds .* 20 recovered by poll.* 0 twice.* 0 too early; spent = billed/m);
    expect(status).toBe(0);
  });
});

describe("sweep", () => {
  test("whichever database or network call fails, each flow ends whole, paid once and with books that are right", async () => {
    const { status, said } = await prove("sweep");
    expect(said).toMatch(/^sweep +holds .* lookup \d{2,} points, apply \d{2,}, poll \d+, .* 0 broken/m);
    expect(status).toBe(0);
  });
});

describe("kill", () => {
  test("web server, worker and PostgreSQL killed under load lose nothing that was acknowledged, and do nothing twice", async () => {
    const { status, said } = await prove("kill");
    expect(said).toMatch(/^kill +holds .* [1-9][\d,]* acks of .* 0 lost, 0 ghosts, 0 doubled; ready again after /m);
    expect(status).toBe(0);
  });
});
