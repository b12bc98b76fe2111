import { expect, type Locator } from "@playwright/test";

const TRY_MS = 2000;

/** Clicks until `seen` is: a click before the page's scripts run is lost. */
export async function clickUntil(button: Locator, seen: Locator): Promise<void> {
  await expect(async () => {
    if (!(await seen.isVisible())) await button.click({ timeout: TRY_MS });
    await expect(seen).toBeVisible({ timeout: TRY_MS });
  }).toPass();
}
