// Generates the database client. Generating needs no schema engine; naming any executable as one stops its download.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const prisma = join(dirname(require.resolve("prisma/package.json")), "build", "index.js");
const { status, error, stdout, stderr } = spawnSync(
  process.execPath,
  [prisma, "generate", "--config", "prisma/config.ts"],
  {
    encoding: "utf8",
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  },
);

if (status !== 0) {
  process.stderr.write(`The database client could not be generated.\n${error?.message ?? ""}${stdout}${stderr}\n`);
  process.exitCode = 1;
}
