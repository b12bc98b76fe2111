import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createLanes } from "@/lib/db/lanes";

test("never more at once than there are lanes, in the order in which they came, and nobody is forgotten", async () => {
  const inLane = createLanes({ lanesMax: 3, waitMaxMs: 5000 });
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const runs = Array.from({ length: 20 }, (_, index) =>
    inLane(async () => {
      order.push(index);
      most = Math.max(most, (running += 1));
      await wait(index % 3);
      running -= 1;
      if (index % 4 === 0) throw new Error(`run ${index}`);
      return index;
    }),
  );
  const ended = await Promise.allSettled(runs);
  expect(most).toBe(3);
  expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(ended.filter(({ status }) => status === "rejected")).toHaveLength(5);
});

test("whoever waits too long is refused as unavailable, and takes no place", async () => {
  const inLane = createLanes({ lanesMax: 1, waitMaxMs: 20 });
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = inLane(() => promise);
  await expect(inLane(() => Promise.resolve("late"))).rejects.toMatchObject({ code: "unavailable" });
  resolve("done");
  expect(await first).toBe("done");
  expect(await inLane(() => Promise.resolve("next"))).toBe("next");
});
