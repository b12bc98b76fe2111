import { expect, type Locator, type Page } from "@playwright/test";

const SWITCHES = ["Reveal personal emails", "Reveal phone number", "Waterfall email", "Waterfall phone"] as const;

export const MAGIC = "magic.example";

/** Types an address into /lookup until the form says of it how likely a match is: before its scripts run it takes nothing. */
export async function typeEmail(page: Page, address: string): Promise<void> {
  await expect(async () => {
    await page.getByLabel("Email", { exact: true }).fill(address);
    await expect(page.getByText("Strong: very likely the right person.")).toBeVisible({ timeout: 1000 });
  }).toPass();
}

/** Fills the form of /lookup for a magic person, sends it, and answers with the result card. */
export async function lookUp(page: Page, key: string, ...options: (typeof SWITCHES)[number][]): Promise<Locator> {
  if (new URL(page.url(), "http://nowhere").pathname !== "/lookup") await page.goto("/lookup");
  const address = `${key}@${MAGIC}`;
  await typeEmail(page, address);
  for (const name of SWITCHES) await page.getByRole("switch", { name }).setChecked(options.includes(name));
  await page.getByRole("button", { name: /^Look up/ }).click();
  const card = page.getByRole("region", { name: `Result for ${address}` });
  await expect(card).toBeVisible();
  return card;
}

/** Everything that came as a server action from this page, counted from now on. */
export function countCalls(page: Page): () => number {
  let calls = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.headers()["next-action"]) calls += 1;
  });
  return () => calls;
}

/** Fails the test should the document be loaded again from now on. Call the answer at the end. */
export async function forbidReload(page: Page): Promise<() => Promise<void>> {
  const mark = String(Math.random());
  await page.evaluate((text) => {
    document.documentElement.dataset["mark"] = text;
  }, mark);
  return async () => {
    expect(await page.evaluate(() => document.documentElement.dataset["mark"]), "the document was reloaded").toBe(mark);
  };
}
