import { route } from "@/lib/http/route";
import { toStreamedAttachment } from "@/lib/http/streamed-attachment";
import { PeopleExport } from "@/lib/people/export-filters";
import { exportPeople } from "@/lib/people/server/export-people";

export const GET = route({
  query: PeopleExport,
  run: async ({ viewer, query }) =>
    toStreamedAttachment(await exportPeople(viewer, query), { name: "people.csv", type: "text/csv" }),
});
