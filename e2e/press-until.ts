import { expect, type Page } from "@playwright/test";

/** Presses `key` until `reached` holds: a key that is pressed before the page's scripts run is lost. */
export async function pressUntil(page: Page, key: string, reached: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await reached();
  }).toPass();
}
