import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

export type GivenFile = { name: string; mimeType: string; buffer: Buffer };

export const SAMPLE = readFileSync("public/sample-people.csv", "utf8");

export const aFile = (name: string, content: string | Buffer): GivenFile => ({
  ...{ name, mimeType: "text/csv" },
  buffer: typeof content === "string" ? Buffer.from(content) : content,
});

/** The sample's people, of whom ten can be sent, and so many whom nobody knows. */
export function withStrangers(count: number): string {
  const strangers = Array.from(
    { length: count },
    (_, nth) => `Nobody,Known${String(nth)},nobody.${String(nth)}@nowhere.example,,,,`,
  );
  return `${SAMPLE.trimEnd()}\n${strangers.join("\n")}\n`;
}

/** Chooses a file on /runs, by its field. */
export async function upload(page: Page, file: GivenFile): Promise<void> {
  await page.goto("/runs");
  await page.getByLabel("CSV file").first().setInputFiles(file);
}

/** Uploads what can be read, and waits for its page. */
export async function openDraft(page: Page, file: GivenFile, timeoutMs = 10_000): Promise<string> {
  await expect(async () => {
    await upload(page, file);
    await expect(page).toHaveURL(/\/runs\/run_/, { timeout: timeoutMs });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1, name: file.name })).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

/** Drops a file on the page as a mouse does. */
export async function drop(page: Page, { name, mimeType, buffer }: GivenFile): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([text, called, type]) => {
      const given = new DataTransfer();
      given.items.add(new File([text], called, { type }));
      return given;
    },
    [buffer.toString(), name, mimeType] as const,
  );
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  await expect(page.getByText("Drop the file to upload it")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}
