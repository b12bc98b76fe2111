import { expect, test } from "vitest";
import { describeRights, listMissing } from "@/lib/api-keys/key-rights";

test("a key that may do all of it is accepted without a further word", () => {
  expect(describeRights({ webhook_result: "allowed", "users/api_profile": "allowed" })).toBe(
    "Apollo accepts this key.",
  );
  expect(describeRights({})).toBe("Apollo accepts this key.");
});

test("each missing scope is named as the provider names it, the most important first", () => {
  const rights = { "users/api_profile": "missing", webhook_result: "missing", "people/match": "allowed" } as const;
  expect(listMissing(rights)).toEqual(["webhook_result", "users/api_profile"]);
  expect(describeRights(rights)).toBe(
    "Apollo accepts this key, but it lacks the scopes api/v1/webhook_result/show and api/v1/users/api_profile. Add it in Apollo, then test again.",
  );
});

test("what the plan does not include is told apart: no scope helps there", () => {
  expect(describeRights({ "usage_stats/credit_usage_stats": "plan" })).toBe(
    "The Apollo plan does not include the scope api/v1/usage_stats/credit_usage_stats; a scope does not help.",
  );
});
