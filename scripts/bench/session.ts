import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext } from "@playwright/test";
import { ADMIN } from "@/lib/testing/app-server";

const DEBIAN_CHROMIUM = "/usr/bin/chromium";
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opened at most once, and closed if it was. */
export type LazyBrowser = { signedIn: () => Promise<BrowserContext>; close: () => Promise<void> };

/** A browser signed in as the admin, in the practice workspace. */
export function openLazily(url: string): LazyBrowser {
  let opened: Promise<{ browser: Browser; context: BrowserContext }> | undefined;
  const open = async () => {
    const browser = await launchBrowser();
    const context = await browser.newContext();
    await signIn(context, url);
    return { browser, context };
  };
  return {
    signedIn: async () => (await (opened ??= open())).context,
    close: async () => {
      await (await opened)?.browser.close();
    },
  };
}

function launchBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    args: [...QUIET, ...(isRoot ? ["--no-sandbox"] : [])],
    ...(existsSync(DEBIAN_CHROMIUM) && { executablePath: DEBIAN_CHROMIUM }),
  });
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Email").fill(ADMIN.email);
  await page.getByLabel("Password", { exact: true }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/lookup");
  await page.close();
}
