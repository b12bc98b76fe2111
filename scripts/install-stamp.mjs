import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a finished install says what it was made from. */
export const stampFile = (root) => join(root, "node_modules", ".perihelion-install");

/** What an install is made from: the lock file, and the machine whose binaries were chosen. */
export function installStamp(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}
