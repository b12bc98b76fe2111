import { defineConfig } from "@playwright/test";
import browserTests from "./playwright.config";

// Read by `look` in the processes that run the tests.
process.env["PICTURES"] = "1";

/** `npm run looks`: every screen in both themes and widths, thoroughly analysed, with its pictures in test-results. */
export default defineConfig(browserTests, { testMatch: /(looks.*|people-table|refresh)\.spec\.ts/ });
