import { expect, test } from "vitest";
import { inTime } from "@/lib/db/in-time";

test("an answer in time is the answer, and so is a failure", async () => {
  await expect(inTime(Promise.resolve(1), 1000)).resolves.toBe(1);
  await expect(inTime(Promise.reject(new Error("refused")), 1000)).rejects.toThrow("refused");
});

test("silence is `unavailable`, and a failure that comes after it troubles nobody", async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  await expect(inTime(promise, 5)).rejects.toMatchObject({ code: "unavailable" });
  reject(new Error("reset at last"));
});
