import { expect } from "@playwright/test";
import { measureFirstLoad } from "@/lib/testing/first-load";
import { test } from "./fixtures";

const FIRST_LOAD_MAX_KB = 270;

for (const path of ["/lookup", "/people"])
  test(`${path} asks for at most ${String(FIRST_LOAD_MAX_KB)} KB of JavaScript before it can be used`, async ({
    context,
    baseURL,
  }, info) => {
    const { bytes } = await measureFirstLoad(context.request, `${baseURL ?? ""}${path}`);
    const kilobytes = bytes / 1000;
    info.annotations.push({ type: "first load", description: `${kilobytes.toFixed(1)} KB gz` });
    expect(kilobytes).toBeLessThanOrEqual(FIRST_LOAD_MAX_KB);
  });
