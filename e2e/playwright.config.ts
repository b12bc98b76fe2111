import { defineConfig } from "@playwright/test";
import { findChromium } from "@/scripts/test/find-chromium";

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
const executablePath = findChromium();

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  // Most of a journey is waiting for a delivery: more browsers than cores lose nothing.
  workers: 3,
  // A second try on a busy machine is told as "flaky" in the list, never hidden.
  retries: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    // To trace every page costs much of the run: what failed is traced in its second try.
    trace: { mode: "on-first-retry", screenshots: false, sources: false },
    screenshot: "only-on-failure",
    launchOptions: { args: QUIET, ...(executablePath && { executablePath }) },
  },
});
