import { route } from "@/lib/http/route";
import { PersonTasksFilters } from "@/lib/notes/schema";
import { listPersonTasks } from "@/lib/notes/server/list-person-tasks";

export const GET = route({
  query: PersonTasksFilters,
  run: ({ viewer, query: { person } }) => listPersonTasks(viewer, person),
});
