import { route, takesOnlyPosts } from "@/lib/http/route";
import { readWholeBody } from "@/lib/http/whole-body";
import { FILE_BYTES_MAX } from "@/lib/runs/run";
import { UploadRunQuery } from "@/lib/runs/schema";
import { uploadRun } from "@/lib/runs/server/upload-run";

/** The file itself is the body: it is read as it comes, which an action cannot. */
export const POST = route({
  query: UploadRunQuery,
  run: ({ viewer, query: { name, bytes }, request }) =>
    uploadRun(viewer, readWholeBody(request, { bytes, bytesMax: FILE_BYTES_MAX }), { name }),
});

export { takesOnlyPosts as GET };
