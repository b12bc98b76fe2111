import { expect, test } from "@playwright/test";
import { cookieOf, sessionFile, suite } from "./accounts";
import { type Canary, plantCanary } from "./canary";
import { ENTRIES } from "./entries";
import { watchConsole } from "./fixtures";

const PAGES = Object.entries(ENTRIES).filter(([file]) => file.endsWith("page.tsx"));
/** Called by other servers, which are no browsers. */
const CALLBACK = "api/webhooks/apollo/[token]/route.ts";
const FOR_ALL = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

let canary: Canary;

test.beforeAll(async () => {
  canary = await plantCanary(suite().dataDir);
});

for (const [file, { path }] of Object.entries(ENTRIES)) {
  test(`${file} lets nothing but its own scripts run, whoever asks, and no cache keeps it`, async () => {
    for (const caller of ["admin", "anonymous"] as const) {
      const { headers, text } = await ask(path(canary), cookieOf(caller));
      expect(headers["cache-control"], caller).toMatch(/no-store/);
      expect(headers["x-content-type-options"], caller).toBe("nosniff");
      if (file === CALLBACK) continue;
      const isPlainForm = file.startsWith("(auth)");
      expect(headers).toMatchObject({ ...FOR_ALL, ...(isPlainForm && { "referrer-policy": "same-origin" }) });
      expectOwnScripts(headers["content-security-policy"] ?? "", { text, isPage: file.endsWith("page.tsx") });
    }
  });
}

test("what is built is kept for good, and is said to be what it is", async () => {
  const { text } = await ask("/sign-in", "");
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(text)?.[1] ?? "";
  const { headers } = await ask(script, "");
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

for (const caller of ["admin", "anonymous"] as const)
  test(`the browser finds nothing to refuse on any page: ${caller}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const state = caller === "admin" ? { storageState: sessionFile("admin") } : {};
    const context = await browser.newContext({ baseURL: suite().url, ...state });
    const page = await context.newPage();
    const complaints = watchConsole(page);
    for (const [, { path, expected }] of PAGES) {
      if (expected[caller] === 404) continue;
      await page.goto(path(canary));
      // React runs only where its scripts may.
      await expect(page.locator("body")).toBeVisible();
      await page.waitForFunction(() => document.documentElement.style.colorScheme !== "");
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

test("a script that is put into a page does not run, and no other page frames ours", async ({ page }) => {
  await page.goto(`${suite().url}/sign-in`);
  const refused = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener(
      "securitypolicyviolation",
      ({ effectiveDirective }) => void violations.push(effectiveDirective),
    );
    const holder = document.createElement("div");
    document.body.append(holder);
    holder.innerHTML = '<img src="/icon.svg" onload="window.ran = true">';
    const frame = document.createElement("iframe");
    frame.srcdoc = "<script>parent.ran = true</script>";
    holder.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { hasRun: "ran" in window, violations };
  });
  expect(refused.hasRun).toBe(false);
  expect(refused.violations).toContain("script-src-attr");
  await page.setContent(`<iframe src="${suite().url}/sign-in"></iframe>`);
  await expect(page.frameLocator("iframe").getByLabel("Email")).toHaveCount(0);
});

function expectOwnScripts(policy: string, { text, isPage }: { text: string; isPage: boolean }): void {
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
  if (!isPage) {
    expect(policy).toContain("default-src 'none'");
    return;
  }
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
  const scripts = [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  for (const script of scripts) expect(script).toContain(`nonce="${String(nonce)}"`);
  if (text.startsWith("<!DOCTYPE html>")) expect(scripts.length).toBeGreaterThan(0);
}

async function ask(path: string, cookie: string): Promise<{ headers: Record<string, string>; text: string }> {
  const answer = await fetch(`${suite().url}${path}`, { headers: { cookie }, redirect: "manual" });
  const headers = Object.fromEntries(answer.headers);
  // Some never end, and say nothing until something happens.
  if (headers["content-type"]?.startsWith("text/event-stream")) {
    await answer.body?.cancel();
    return { headers, text: "" };
  }
  return { headers, text: await answer.text() };
}
