import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Migration = { name: string; sql: string };

/** The migrations of a folder in Prisma's form (`<time>_<name>/migration.sql`), in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(folder, name, "migration.sql"), "utf8") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** As Prisma writes it: SHA-256 of the file's bytes, in hex. */
export function checksumOf({ sql }: Pick<Migration, "sql">): string {
  return createHash("sha256").update(sql).digest("hex");
}

/** Whether the checksum is of this text, whichever line ends the checkout has. */
export function hasChecksum({ sql }: Migration, checksum: string): boolean {
  const lf = sql.replaceAll("\r\n", "\n");
  return [sql, lf, lf.replaceAll("\n", "\r\n")].some((text) => checksumOf({ sql: text }) === checksum);
}
