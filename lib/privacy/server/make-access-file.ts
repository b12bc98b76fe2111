import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { readAccessFile, type AccessRequest } from "@/lib/privacy/server/read-access-file";
import { renderAccessFile } from "@/lib/privacy/server/render-access-file";

/** Admin: the access file as the bytes of a file, with its name: a page to print, or JSON. */
export async function makeAccessFile(
  viewer: Viewer,
  request: AccessRequest,
): Promise<{ bytes: Uint8Array; name: string }> {
  const file = await readAccessFile(viewer, request);
  const text = request.format === "html" ? renderAccessFile(file) : JSON.stringify(file, null, 2);
  const day = file.madeAt.slice(0, 10);
  return { bytes: new TextEncoder().encode(text), name: `access-file-${request.personId}-${day}.${request.format}` };
}
