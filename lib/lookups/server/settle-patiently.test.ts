import { expect, test, vi } from "vitest";
import { NOT_STORED, settlePatiently } from "@/lib/lookups/server/settle-patiently";

const SOON = { pauseMs: { first: 1, max: 4 }, patienceMs: 100 };
const away = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

test("an answer outlasts a database that is away for a while", async () => {
  const settle = vi.fn<() => Promise<void>>();
  for (let tries = 0; tries < 8; tries += 1) settle.mockRejectedValueOnce(away());
  await settlePatiently(settle, SOON);
  expect(settle).toHaveBeenCalledTimes(9);
});

test.each<[string, () => Error, number, number]>([
  ["that stays away", away, 8, 100],
  ["that is there, where the failure is our own", () => new Error("a bug"), 5, 5],
])("with a database %s it gives up, and does not say that nothing was sent", async (_what, fail, from, to) => {
  const settle = vi.fn<() => Promise<void>>(() => Promise.reject(fail()));
  await expect(settlePatiently(settle, SOON)).rejects.toMatchObject({ code: "no_answer", say: NOT_STORED });
  expect(settle.mock.calls.length).toBeGreaterThanOrEqual(from);
  expect(settle.mock.calls.length).toBeLessThanOrEqual(to);
});
