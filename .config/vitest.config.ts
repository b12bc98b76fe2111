import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../", import.meta.url));

const shared = {
  root,
  resolve: {
    alias: { "@": root.replace(/\/$/, ""), "server-only": fileURLToPath(new URL("server-only.ts", import.meta.url)) },
  },
};

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: ["{lib,components,app,scripts,prisma}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{db,start,proof,saboteurs}.test.ts"],
          setupFiles: ["lib/testing/environment-setup.ts"],
        },
      },
      {
        ...shared,
        test: {
          name: "db",
          include: ["{lib,scripts,prisma,app}/**/*.db.test.ts"],
          globalSetup: ["lib/testing/postgres-setup.ts"],
          setupFiles: ["lib/testing/environment-setup.ts", "lib/testing/database-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: "proof",
          include: ["scripts/proof/**/*.proof.test.ts"],
          testTimeout: 180_000,
          // Half of a proof is waiting.
          maxWorkers: 3,
        },
      },
      {
        ...shared,
        test: {
          name: "saboteurs",
          include: ["scripts/proof/**/*.saboteurs.test.ts", "scripts/proof/saboteurs.proof.test.ts"],
          testTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: "start",
          include: ["scripts/**/*.start.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Most of a start is waiting.
          maxWorkers: 2,
        },
      },
    ],
  },
});
