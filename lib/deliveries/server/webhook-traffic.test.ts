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
  traffic = createTraffic({ burstFrom: 2, givesWayMs: 250, floodFromPerS: 300, clock: Date.now });
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

/** Calls that come in evenly, and are stored at once. */
async function receive(perS: number, seconds: number): Promise<void> {
  for (let call = 0; call < perS * seconds; call += 1) {
    traffic.arrive();
    await vi.advanceTimersByTimeAsync(1000 / perS);
  }
}

test("what the provider can send is no flood; twice as much is one, and it is over half a second after its end", async () => {
  await receive(167, 2);
  expect(traffic.isFlood()).toBe(false);
  await receive(500, 1);
  expect(traffic.isFlood()).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  expect(traffic.isFlood()).toBe(false);
});

test("in a flood applying rests after each delivery, and goes on", async () => {
  await receive(500, 1);
  ask();
  await vi.advanceTimersByTimeAsync(24);
  expect(isCalm).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isCalm).toBe(true);
});
