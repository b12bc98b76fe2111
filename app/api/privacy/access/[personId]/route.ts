import { z } from "zod";
import { readClientAddress } from "@/lib/auth/current-session";
import { toAttachment } from "@/lib/http/attachment";
import { route } from "@/lib/http/route";
import { makeAccessFile } from "@/lib/privacy/server/make-access-file";

export const GET = route({
  query: z.object({ format: z.enum(["html", "json"]).default("html") }),
  run: async ({ viewer, query: { format }, params: { personId = "" } }) => {
    const file = await makeAccessFile(viewer, { personId, format, address: await readClientAddress() });
    return toAttachment(file.bytes, file.name);
  },
});
