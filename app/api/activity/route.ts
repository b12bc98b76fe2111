import { ActivityFilters } from "@/lib/activity/schema";
import { listActivity } from "@/lib/activity/server/list-activity";
import { route } from "@/lib/http/route";

export const GET = route({ query: ActivityFilters, run: ({ viewer, query }) => listActivity(viewer, query) });
