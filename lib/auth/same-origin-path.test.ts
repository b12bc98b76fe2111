import { expect, it } from "vitest";
import { toSameOriginPath } from "@/lib/auth/same-origin-path";

const origin = "https://peri.example.com";

it.each([
  ["/people/per_1?tab=phones#top", "/people/per_1?tab=phones#top"],
  ["https://peri.example.com/history?q=%20a", "/history?q=%20a"],
  ["/", "/"],
])("a path of ours is kept: %s", (target, path) => {
  expect(toSameOriginPath(target, origin)).toBe(path);
});

it.each([
  undefined,
  null,
  "",
  "people",
  "https://evil.example/x",
  "//evil.example/x",
  "/\\evil.example",
  "\\\\evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/\t/evil.example",
  " //evil.example",
  "/%0a\n/evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "https:evil.example",
  "http://peri.example.com/x",
  "https://peri.example.com.evil.example/",
  "https://peri.example.com@evil.example/",
  "https://user@peri.example.com/",
  "https://peri.example.com//evil.example",
  `/${"a".repeat(3000)}`,
])("everything that leads elsewhere becomes /: %s", (target) => {
  expect(toSameOriginPath(target, origin)).toBe("/");
});
