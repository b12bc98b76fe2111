import { createHash } from "node:crypto";
import { chmodSync, existsSync, realpathSync, statSync } from "node:fs";
import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Identity, NOBODY, placeBinaries, SYSTEM_DIR } from "@/lib/db/embedded/binaries";
import { readIfThere, writePrivateFile } from "@/lib/db/embedded/private-file";
import { StartError } from "@/lib/env/start-error";

export type Place = {
  /** Holds `bin`, `lib`, `share`. */
  native: string;
  clusterDir: string;
  /** Whom PostgreSQL runs as; undefined: as this process. */
  identity: Identity | undefined;
  /** Set when the cluster lies outside the data folder: the file in it that says where. */
  pointer: string | undefined;
};

const CLUSTER = "postgres";
const POINTER = "postgres-is-at";

/** Decides where the cluster of a data folder lives and who runs it. The folder must exist. Throws StartError. */
export async function choosePlace(dataDir: string): Promise<Place> {
  const { clusterDir, pointer } = await findClusterDir(realpathSync(dataDir));
  const identity = isRoot() ? findOwner(clusterDir) : undefined;
  if (!identity) requireOwner(clusterDir);
  return { native: await placeBinaries(identity), clusterDir, identity, pointer };
}

/** Where an existing data folder's cluster lies, or would lie. */
export function findKeptCluster(dataDir: string): string {
  const folder = realpathSync(dataDir);
  return readIfThere(join(folder, POINTER))?.trim() ?? join(folder, CLUSTER);
}

/** Called once the cluster is there: from now on its absence means loss, not a first start. */
export function keepPointer({ clusterDir, pointer }: Place): void {
  if (pointer && readIfThere(pointer) === null) writePrivateFile(pointer, `${clusterDir}\n`);
}

/** In the data folder or, when root's `nobody` cannot get there, in SYSTEM_DIR with a pointer to it. */
async function findClusterDir(dataDir: string): Promise<Pick<Place, "clusterDir" | "pointer">> {
  const own = join(dataDir, CLUSTER);
  const pointer = join(dataDir, POINTER);
  const pointed = readIfThere(pointer)?.trim();
  if (pointed) {
    if (existsSync(pointed)) return { clusterDir: pointed, pointer };
    throw new StartError(
      `The database folder ${pointed}, named by ${pointer}, is gone: restore it, or move DATA_DIR away to begin anew.`,
    );
  }
  if (existsSync(own) || !isRoot() || openTo(NOBODY, dataDir)) return { clusterDir: own, pointer: undefined };
  const elsewhere = join(SYSTEM_DIR, createHash("sha256").update(dataDir).digest("hex").slice(0, 12));
  // A data folder without a pointer is a new one; what an earlier one of that path left is kept, not taken over.
  if (existsSync(elsewhere)) await rename(elsewhere, `${elsewhere}.left-${String(Date.now())}`);
  return { clusterDir: elsewhere, pointer };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** A cluster that an ordinary user made is run as that user. */
function findOwner(clusterDir: string): Identity {
  if (!existsSync(clusterDir)) return NOBODY;
  const { uid, gid } = statSync(clusterDir);
  return uid === 0 ? NOBODY : { uid, gid };
}

function requireOwner(clusterDir: string): void {
  if (!existsSync(clusterDir)) return;
  const { uid } = statSync(clusterDir);
  if (uid === process.getuid?.()) return;
  throw new StartError(
    `The database in ${clusterDir} belongs to the user with id ${String(uid)}: start as root or as that user, or choose another DATA_DIR.`,
  );
}

/** Opens the data folder itself for passing through (its files are closed one by one), never one above it. */
function openTo(user: Identity, dataDir: string): boolean {
  const { mode, uid } = statSync(dataDir);
  if (!isOpenTo(user, dirname(dataDir))) return false;
  if (!isOpenTo(user, dataDir) && uid === 0) chmodSync(dataDir, (mode & 0o777) | 0o011);
  return isOpenTo(user, dataDir);
}

/** Whether this user may pass through the folder and all above it. */
function isOpenTo({ uid, gid }: Identity, folder: string): boolean {
  const found = statSync(folder);
  const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
  const parent = dirname(folder);
  return (found.mode & bit) !== 0 && (parent === folder || isOpenTo({ uid, gid }, parent));
}
