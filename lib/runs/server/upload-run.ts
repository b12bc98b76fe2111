import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { createUtf8Check } from "@/lib/runs/intake/decode-text";
import { refuseFile } from "@/lib/runs/intake/refuse-file";
import { HEAD_BYTES, requireText } from "@/lib/runs/intake/sniff-bytes";
import { FILE_BYTES_MAX, type RunFormat } from "@/lib/runs/run";
import { findFormat, inReadingLane, READING_TIMEOUT_MS, readFile } from "@/lib/runs/server/read-file";
import { createUpload, removeDeadUploads, removeUpload, storeChunk } from "@/lib/runs/server/run-store";

const CHUNK_BYTES = 256 * 1024;

/**
 * Admin and rep: takes a file as it comes and makes a draft of it. Its bytes are stored piece by piece and then read, in one
 * transaction, so that a file of which the end never came, or that is no table, leaves nothing. Spends and sends nothing.
 */
export async function uploadRun(
  viewer: Viewer,
  stream: AsyncIterable<Uint8Array>,
  { name }: { name: string },
): Promise<{ runId: string }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await removeDeadUploads(workspaceId);
  const runId = await createUpload({ workspaceId, userId }, name);
  try {
    const format = await storeFile(runId, stream);
    await inReadingLane(() =>
      inTransaction(
        async (tx) => {
          const rows = await readFile(tx, { workspaceId, runId, format });
          await recordAudit(tx, {
            workspaceId,
            actorId: userId,
            action: "run.uploaded",
            subject: runId,
            detail: { rows },
          });
        },
        { timeoutMs: READING_TIMEOUT_MS },
      ),
    );
  } catch (error) {
    await removeUpload({ workspaceId, runId });
    throw error;
  }
  return { runId };
}

/** Stores the bytes, and finds out meanwhile how they are to be read. */
async function storeFile(runId: string, stream: AsyncIterable<Uint8Array>): Promise<RunFormat> {
  const check = createUtf8Check();
  let head = new Uint8Array();
  let position = 0;
  for await (const bytes of inChunks(stream)) {
    if (position === 0) {
      head = bytes.slice(0, HEAD_BYTES);
      requireText(head);
    }
    check.add(bytes);
    await storeChunk(runId, position, bytes);
    position += 1;
  }
  requireText(head);
  return findFormat(head, check.end());
}

/** The same bytes in pieces of one size. Throws for more than a file may have. */
async function* inChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let [filled, total] = [0, 0];
  for await (const piece of stream) {
    total += piece.length;
    if (total > FILE_BYTES_MAX)
      throw refuseFile(
        `The file is larger than ${String(FILE_BYTES_MAX / 2 ** 20)} MB. Split it and upload the parts.`,
      );
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      [chunk, filled] = [new Uint8Array(CHUNK_BYTES), 0];
    }
  }
  if (filled > 0) yield chunk.slice(0, filled);
}
