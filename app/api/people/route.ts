import { route } from "@/lib/http/route";
import { PeopleFilters } from "@/lib/people/filters";
import { listPeople } from "@/lib/people/server/list-people";

export const GET = route({ query: PeopleFilters, run: ({ viewer, query }) => listPeople(viewer, query) });
