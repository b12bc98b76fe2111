import { route } from "@/lib/http/route";
import { toTextAttachment } from "@/lib/http/attachment";
import { PersonExport } from "@/lib/people/schema";
import { exportPerson } from "@/lib/people/server/export-person";

export const GET = route({
  query: PersonExport,
  run: async ({ viewer, query, params: { id: personId = "" } }) =>
    toTextAttachment(await exportPerson(viewer, { personId, ...query })),
});
