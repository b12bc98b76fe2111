import { describe, expect, test } from "vitest";
import { chooseChromium, type Machine } from "@/scripts/test/choose-chromium";

const OWN = "/opt/cache/.cache/ms-playwright/chromium/chrome";
const bare: Machine = { found: undefined, ownPath: OWN, exists: () => false, isRoot: false, hasApt: false };
const has = (...paths: string[]) => ({ exists: (path: string) => paths.includes(path) });

describe("a Chromium that is there is used, and nothing is fetched", () => {
  test("the one that CHROMIUM_PATH names, or Debian's, before Playwright's own", () => {
    const machine = {
      ...bare,
      found: "/usr/bin/chromium",
      isRoot: true,
      hasApt: true,
      ...has("/usr/bin/chromium", OWN),
    };
    expect(chooseChromium(machine)).toEqual({ way: "use", path: "/usr/bin/chromium" });
  });

  test("Playwright's own, where it was installed before", () => {
    expect(chooseChromium({ ...bare, isRoot: true, hasApt: true, ...has(OWN) })).toEqual({ way: "use", path: OWN });
  });
});

test("a CHROMIUM_PATH that leads nowhere is said, not passed over", () => {
  const choice = chooseChromium({ ...bare, found: "/opt/none", isRoot: true, hasApt: true, ...has(OWN) });
  expect(choice).toMatchObject({ way: "give up" });
  expect(choice).toHaveProperty("sentence", expect.stringContaining("/opt/none"));
});

describe("none is there: it is fetched", () => {
  test("by apt where that may install, and from Playwright should it not", () => {
    expect(chooseChromium({ ...bare, isRoot: true, hasApt: true })).toEqual({
      way: "bring",
      by: ["apt", "playwright"],
    });
  });

  test.each([
    { isRoot: false, hasApt: true },
    { isRoot: true, hasApt: false },
    { isRoot: false, hasApt: false },
  ])("from Playwright alone: %j", (machine) => {
    expect(chooseChromium({ ...bare, ...machine })).toEqual({ way: "bring", by: ["playwright"] });
  });
});
