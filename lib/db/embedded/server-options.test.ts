import { expect, test } from "vitest";
import { serverOptions, sharedBuffersMb } from "@/lib/db/embedded/server-options";

const GB = 2 ** 30;

test.each([
  [0.5 * GB, 128],
  [4 * GB, 256],
  [8 * GB, 512],
  [64 * GB, 1024],
])("of %d bytes of memory PostgreSQL shares %d MB among its processes", (memory, megabytes) => {
  expect(sharedBuffersMb(memory)).toBe(megabytes);
});

test("a durable server syncs what it commits, and one for tests does not", () => {
  const synced = (isDurable: boolean) => serverOptions("/tmp/cluster", 5432, isDurable).includes("fsync=on");
  expect([synced(true), synced(false)]).toEqual([true, false]);
});
