import { expect, test } from "vitest";
import { createGlances } from "@/lib/runs/server/glances";

/** Each finding takes so long by a clock of its own, and counts. */
function counted(tookMs: number) {
  let now = 0;
  let found = 0;
  const glance = createGlances<number>(() => now);
  const ask = (pace: "moving" | "still", id = "run") =>
    glance(id, pace, () => {
      now += tookMs;
      return Promise.resolve((found += 1));
    });
  return { ask, pass: (ms: number) => (now += ms) };
}

test("what moves is found once a second, whoever asks", async () => {
  const { ask, pass } = counted(5);
  expect(await Promise.all([ask("moving"), ask("moving"), ask("moving", "other")])).toEqual([1, 1, 2]);
  pass(600);
  expect(await ask("moving")).toBe(1);
  pass(400);
  expect(await ask("moving")).toBe(3);
});

test("what takes long is found more seldom: a tenth of the time is spent on it", async () => {
  const { ask, pass } = counted(300);
  await ask("moving");
  pass(2500);
  expect(await ask("moving")).toBe(1);
  pass(300);
  expect(await ask("moving")).toBe(2);
});

test("what stands still is never remembered, and what failed is found again", async () => {
  const { ask } = counted(5);
  await ask("moving");
  expect(await ask("still")).toBe(2);
  expect(await ask("moving")).toBe(3);
  const glance = createGlances<number>(() => 0);
  await expect(glance("run", "moving", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await glance("run", "moving", () => Promise.resolve(7))).toBe(7);
});
