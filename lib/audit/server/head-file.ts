import "server-only";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readIfThere, writePrivateFile } from "@/lib/db/embedded/private-file";
import { env } from "@/lib/env/server";
import { log } from "@/lib/log/log";

const Head = z.object({
  /** Which installation's chain this is. */
  chain: z.string(),
  seq: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type NotedHead = z.infer<typeof Head>;

const headFile = (): string => join(env.DATA_DIR, "audit-head.json");

/** What a damaged file says: it belongs to no chain. */
const DAMAGED: NotedHead = { chain: "", seq: "0", hash: "0".repeat(64) };

/** The end of the chain as this data folder knows it, outside of the database; null when it knows none. */
export function readNotedHead(): NotedHead | null {
  const text = readIfThere(headFile());
  if (text === null) return null;
  try {
    return Head.parse(JSON.parse(text));
  } catch {
    return DAMAGED;
  }
}

/** Never takes a step back: of two processes that note at once, the one that is further on has the last word. */
export function noteHead(head: NotedHead): void {
  try {
    const noted = readNotedHead();
    if (noted && BigInt(noted.seq) >= BigInt(head.seq)) return;
    writePrivateFile(headFile(), `${JSON.stringify(head)}\n`);
  } catch (error) {
    // The chain itself is in the database; the next round writes the file again.
    log.warn({ err: error }, "the end of the audit's chain was not noted in the data folder");
  }
}

/** Puts the file aside, so that the next round begins a new one. */
export function setNotedHeadAside(): void {
  const path = headFile();
  renameSync(path, `${path}.aside-${String(Date.now())}`);
}
