import { expect, it } from "vitest";
import { createQueue } from "@/lib/auth/password-queue";
import { AppError } from "@/lib/errors/app-error";

it("never more than two at once, 32 wait, one more is refused at once, and the queue empties", async () => {
  const inTurn = createQueue({ runningMax: 2, waitingMax: 32 });
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => inTurn(task)));
  const refused = outcomes.filter(({ status }) => status === "rejected");
  expect(most).toBe(2);
  expect(refused).toHaveLength(6);
  expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: "too_many_requests", retryAfterS: 5 });
  await expect(inTurn(() => Promise.resolve("served again"))).resolves.toBe("served again");
});

it("a task that fails gives its turn back", async () => {
  const inTurn = createQueue({ runningMax: 1, waitingMax: 0 });
  await expect(inTurn(() => Promise.reject(new AppError("internal", "broken")))).rejects.toThrow("broken");
  await expect(inTurn(() => Promise.resolve(1))).resolves.toBe(1);
});
