import type { Viewer } from "@/lib/auth/viewer";
import { uploadRun } from "@/lib/runs/server/upload-run";

/** A file as it comes over a network: in pieces that are cut anywhere. */
export async function* streamOf(content: string | Uint8Array, pieceBytes = 1000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    yield await Promise.resolve(bytes.subarray(at, at + pieceBytes));
}

/** A draft of such a file. Returns its id. */
export async function aDraft(viewer: Viewer, content: string | Uint8Array, name = "people.csv"): Promise<string> {
  return (await uploadRun(viewer, streamOf(content), { name })).runId;
}
