// Generates the database client. Generating needs no schema engine; naming any executable as one stops its download.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { clientStamp, clientStampFile, installStamp, isStamped, stampFile } from "./install-stamp.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const prisma = join(dirname(createRequire(import.meta.url).resolve("prisma/package.json")), "build", "index.js");
const { status, error, stdout, stderr } = spawnSync(
  process.execPath,
  [prisma, "generate", "--config", "prisma/config.ts"],
  {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  },
);

if (status === 0) {
  writeFileSync(clientStampFile(root), clientStamp(root));
  if (!isStamped(stampFile(root), installStamp(root))) writeFileSync(stampFile(root), installStamp(root));
} else {
  process.stderr.write(`The database client could not be generated.\n${error?.message ?? ""}${stdout}${stderr}\n`);
  process.exitCode = 1;
}
