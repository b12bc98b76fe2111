import { beforeEach, expect, test } from "vitest";
import { listenToRefusals, type Refusal, tellForgedFields, tellingRefusals } from "@/lib/auth/refusals";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";

const viewer: Viewer = { userId: "usr_1", workspaceId: "wks_1", workspaceKind: "live", role: "rep" };
const ID = `key_${"0".repeat(26)}`;
const call = (given: unknown) => ({ viewer, where: "api-keys.delete", given });
let told: Refusal[] = [];

beforeEach(() => {
  told = [];
  listenToRefusals((refusal) => told.push(refusal));
});

test.each(["forbidden", "not_found"] as const)(
  "%s is told with who, what and which, and thrown on as it is",
  async (code) => {
    const error = new AppError(code, "test");
    const run = () => Promise.reject(error);
    await expect(tellingRefusals(call({ name: "free text", id: ID }), run)).rejects.toBe(error);
    expect(told).toEqual([{ viewer, code, where: "api-keys.delete", subject: ID, fields: [], address: null }]);
  },
);

test("what went well, or wrong for another reason, is nobody's try", async () => {
  await expect(tellingRefusals(call({}), () => Promise.resolve(1))).resolves.toBe(1);
  for (const error of [new AppError("conflict", "test"), new Error("broken")])
    await expect(tellingRefusals(call({}), () => Promise.reject(error))).rejects.toBe(error);
  expect(told).toEqual([]);
});

test("fields that a form does not have are told by their names, never by what they hold, and what is no name is left out", async () => {
  await tellForgedFields(call({ id: ID, role: "admin", ownerId: "usr_2", "<script>": 1 }), ["id"]);
  expect(told).toMatchObject([{ code: "forged_fields", fields: ["role", "ownerId"], subject: ID }]);
  await tellForgedFields(call({ id: ID }), ["id", "name"]);
  await tellForgedFields(call("no object"), ["id"]);
  expect(told).toHaveLength(1);
});
