import { existsSync } from "node:fs";

const DEBIAN_CHROMIUM = "/usr/bin/chromium";

/** The Chromium that the machine has; undefined where Playwright's own is to be used. */
export function findChromium({ CHROMIUM_PATH } = process.env): string | undefined {
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined;
}
