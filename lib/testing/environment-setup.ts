import { vi } from "vitest";
import { TEST_ENVIRONMENT } from "@/lib/testing/environment";

// Runs before a test file's imports, so that lib/env finds its values. The terminal's own are not let in.
for (const [name, value] of Object.entries(TEST_ENVIRONMENT)) vi.stubEnv(name, value);
