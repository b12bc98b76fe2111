import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { toAppError, toPublicError } from "@/lib/errors/to-public-error";
import { log } from "@/lib/log/log";

const INSIDE = "select * from api_key /srv/perihelion/lib/db.ts:12 sk-key-of-somebody";

/** As Prisma tells of what the server said. */
const fromDriver = (originalCode: string) =>
  Object.assign(new Error("could not write"), { cause: { kind: "postgres", code: originalCode, originalCode } });
const fromRawQuery = (originalCode: string) =>
  Object.assign(new Error("Raw query failed"), {
    code: "P2010",
    meta: { driverAdapterError: fromDriver(originalCode) },
  });

test("what nobody expected is a sentence and a reference, and the log has the rest under the same reference", () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const told = toPublicError(new Error(INSIDE, { cause: new Error(INSIDE) }), "test");
  expect(told).toEqual({
    code: "internal",
    message: "Something broke on our side.",
    reference: expect.stringMatching(/^[0-9a-f]{10}$/) as string,
  });
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ reference: told.reference, detail: INSIDE, where: "test" });
});

test("the detail of a known failure is for the log alone", () => {
  const told = JSON.stringify(toPublicError(new AppError("conflict", INSIDE, { cause: new Error(INSIDE) }), "test"));
  expect(told).not.toMatch(/select|srv|sk-key/);
});

test("input that does not parse names its fields", () => {
  const parsed = z.object({ email: z.string(), age: z.number() }).safeParse({ email: 1 });
  expect(toAppError(parsed.error)).toMatchObject({
    code: "invalid_input",
    fields: { email: expect.any(String) as string, age: expect.any(String) as string },
  });
});

describe("a database that cannot store is unavailable for the moment, not broken:", () => {
  test.each(["53100", "53200", "53300", "25006", "57P01", "57P03", "ECONNREFUSED"])("%s", (code) => {
    for (const error of [fromDriver(code), fromRawQuery(code), Object.assign(new Error("from pg"), { code })])
      expect(toAppError(error).code).toBe("unavailable");
  });

  test.each(["23505", "42P01", "22021"])("%s is another matter", (code) => {
    expect(toAppError(fromRawQuery(code)).code).toBe("internal");
  });

  test("also where a cause leads round in a circle", () => {
    const error: Error & { cause?: unknown } = new Error("round");
    error.cause = error;
    expect(toAppError(error).code).toBe("internal");
  });
});
