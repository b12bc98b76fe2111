import { beforeEach, expect, test, vi } from "vitest";
import { createTraffic, type Traffic } from "@/lib/deliveries/server/webhook-traffic";

let traffic: Traffic;
let isCalm: boolean;
const ask = () => {
  isCalm = false;
  void traffic.untilCalm().then(() => (isCalm = true));
};
const call = () => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { counted: traffic.during(promise), resolve, reject };
};

beforeEach(() => {
  vi.useFakeTimers();
  traffic = createTraffic({ burstFrom: 2, givesWayMs: 250 });
  return () => vi.useRealTimers();
});

test("applying goes on at once while few calls are being stored", async () => {
  call();
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(isCalm).toBe(true);
});

test("applying gives way to a burst, and goes on when it is over", async () => {
  const calls = [call(), call()];
  ask();
  await vi.advanceTimersByTimeAsync(249);
  expect(isCalm).toBe(false);
  calls[0]?.resolve("stored");
  await vi.advanceTimersByTimeAsync(0);
  expect(isCalm).toBe(true);
  await expect(calls[0]?.counted).resolves.toBe("stored");
});

test("applying never stands still, however long the burst", async () => {
  call();
  call();
  ask();
  await vi.advanceTimersByTimeAsync(250);
  expect(isCalm).toBe(true);
});

test("a call that failed is over too", async () => {
  const calls = [call(), call()];
  ask();
  calls[1]?.reject(new Error("not stored"));
  await expect(calls[1]?.counted).rejects.toThrow("not stored");
  await vi.advanceTimersByTimeAsync(0);
  expect(isCalm).toBe(true);
});
