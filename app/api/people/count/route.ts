import { route } from "@/lib/http/route";
import { PeopleFilters } from "@/lib/people/filters";
import { countPeople } from "@/lib/people/server/count-people";

export const GET = route({ query: PeopleFilters, run: ({ viewer, query }) => countPeople(viewer, query) });
