import { test as base, expect, type Page } from "@playwright/test";
import { sessionFile, type Account } from "./accounts";

type Fixtures = {
  /** Whose browser the test's page is. */
  who: Account | "nobody";
};

/** Every test has a page that is signed in, and fails when that page's console complains. */
export const test = base.extend<Fixtures>({
  who: ["admin", { option: true }],
  baseURL: process.env["PERIHELION_URL"] ?? "",
  storageState: async ({ who }, use) => {
    await use(who === "nobody" ? undefined : sessionFile(who));
  },
  page: async ({ page }, use) => {
    const complaints = watchConsole(page);
    await use(page);
    expect(complaints, "the browser's console").toEqual([]);
  },
});

/** Collects what a page complains of from now on. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => void complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
  });
  return complaints;
}
