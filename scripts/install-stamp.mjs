import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a finished install says what it was made from. */
export const stampFile = (root) => join(root, "node_modules", ".perihelion-install");

/** What an install is made from: the lock file, and the machine whose binaries were chosen. */
export function installStamp(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}

/** Where the generated database client says what it was made from. It goes when the client goes. */
export const clientStampFile = (root) => join(root, "lib", "db", "generated", ".made-from");

/** What the client is made from: the schema, and the packages that generate it. */
export function clientStamp(root) {
  const schema = readFileSync(join(root, "prisma", "schema.prisma"));
  return createHash("sha256").update(installStamp(root)).update(schema).digest("hex");
}

/** Whether this file holds this stamp. */
export function isStamped(file, stamp) {
  return existsSync(file) && readFileSync(file, "utf8") === stamp;
}
