import { AppError } from "@/lib/errors/app-error";

const ANSWER_WITHIN_MS = 2_500;

/**
 * What the database answers, or `unavailable` after 2.5 s. For the first question of a request: a server that is cut off in
 * mid-connection says nothing at all, and whoever asked must hear so within 3 s.
 */
export async function inTime<T>(answer: Promise<T>, withinMs = ANSWER_WITHIN_MS): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new AppError("unavailable", `no answer of the database within ${String(withinMs)} ms`));
  }, withinMs);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
