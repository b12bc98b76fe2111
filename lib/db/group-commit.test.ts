import { expect, test } from "vitest";
import { createGroupCommit } from "@/lib/db/group-commit";

const COST = { bytes: 1, timeoutMs: 1000 };
const later = (ms: number) => new Promise((wake) => setTimeout(wake, ms));
const nextTurn = () => new Promise((wake) => setImmediate(wake));

function recording(limits: Parameters<typeof createGroupCommit>[1] = {}, takesMs = 5) {
  const batches: number[][] = [];
  const load = { now: 0, most: 0 };
  const commit = createGroupCommit<number, string>(async (items) => {
    batches.push([...items]);
    load.now += 1;
    load.most = Math.max(load.most, load.now);
    await later(takesMs);
    load.now -= 1;
    return items.map((item) => (item === 13 ? new Error("poison") : `stored ${String(item)}`));
  }, limits);
  return { batches, load, commit };
}

test("what arrives within one turn is one flush, and each caller gets the outcome of its own item", async () => {
  const { batches, commit } = recording();
  expect(await Promise.all([1, 2, 3].map((item) => commit(item, COST)))).toEqual(["stored 1", "stored 2", "stored 3"]);
  expect(batches).toEqual([[1, 2, 3]]);
});

test("at most two flushes are under way and none holds more rows or bytes than it may", async () => {
  const { batches, load, commit } = recording({ rowsMax: 10, bytesMax: 40 });
  const items = Array.from({ length: 100 }, (_, index) => index + 100);
  await Promise.all(items.map((item) => commit(item, { bytes: 8, timeoutMs: 5000 })));
  expect(load.most).toBe(2);
  expect(Math.max(...batches.map((batch) => batch.length))).toBe(5);
  expect(batches.flat().sort((a, b) => a - b)).toEqual(items);
});

test("one item that fails alone fails nobody else", async () => {
  const { commit } = recording();
  const settled = await Promise.allSettled([12, 13, 14].map((item) => commit(item, COST)));
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a flush that throws fails all of its callers, and the next flush is made all the same", async () => {
  let isBroken = true;
  const commit = createGroupCommit<number, string>((items) => {
    if (isBroken) return Promise.reject(new Error("no database"));
    return Promise.resolve(items.map(String));
  });
  await expect(commit(1, COST)).rejects.toThrow("no database");
  isBroken = false;
  expect(await commit(2, COST)).toBe("2");
});

test("a caller is answered in its time even when nothing moves, and is not flushed later", async () => {
  const { batches, commit } = recording({ flushesMax: 1 }, 100);
  const first = commit(1, COST);
  await nextTurn();
  await expect(commit(2, { bytes: 1, timeoutMs: 20 })).rejects.toThrow("not stored in time");
  await first;
  await later(20);
  expect(batches).toEqual([[1]]);
});

test("more than may wait is refused at once", async () => {
  const { commit } = recording({ queueBytesMax: 10 });
  const waiting = commit(1, { bytes: 8, timeoutMs: 1000 });
  await expect(commit(2, { bytes: 8, timeoutMs: 1000 })).rejects.toThrow("too much is waiting");
  expect(await waiting).toBe("stored 1");
});
