import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AUDIT_KIND_NOUNS } from "@/lib/audit/audit-kinds";
import { describeAction } from "@/lib/audit/describe-action";

const sources = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|generated/.test(file))
  .map((file) => readFileSync(`lib/${file}`, "utf8"))
  .filter((text) => text.includes("recordAudit("));
const actions = sources.flatMap((text) =>
  Array.from(text.matchAll(/action: "([a-z_]+\.[a-z_]+)"/g), ([, code]) => code),
);

describe("what is audited", () => {
  test("can be found under a kind", () => {
    const nouns = new Set<string>(Object.values(AUDIT_KIND_NOUNS).flat());
    expect(actions.length).toBeGreaterThan(10);
    for (const code of actions) expect([...nouns], code).toContain(code?.split(".")[0]);
  });

  test.each([
    ["api_key.added", "Added an API key"],
    ["something.very_new", "Something very new"],
  ])("is said in words: %s", (code, words) => {
    expect(describeAction(code)).toBe(words);
  });
});
