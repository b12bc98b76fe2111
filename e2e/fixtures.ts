import { test as base, expect, type Page } from "@playwright/test";
import { suite } from "./accounts";
import { foundTeam, type Member, type Team } from "./team";

type Fixtures = {
  /** Whose browser the test's page is. */
  who: Member | "nobody";
  /** Whether the team has a key to look up with. */
  hasKey: boolean;
  team: Team;
};

/** Every test has a workspace of its own and a page that is signed in to it, and fails when that page's console complains. */
export const test = base.extend<Fixtures>({
  who: ["admin", { option: true }],
  hasKey: [true, { option: true }],
  team: async ({ hasKey }, use) => {
    await use(await foundTeam(suite(), { hasKey }));
  },
  baseURL: process.env["PERIHELION_URL"] ?? "",
  storageState: async ({ who, team }, use) => {
    await use(who === "nobody" ? undefined : await team.signIn(who));
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
