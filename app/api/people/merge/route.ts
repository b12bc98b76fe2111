import { route } from "@/lib/http/route";
import { MergePair } from "@/lib/people/duplicates";
import { previewMerge } from "@/lib/people/server/preview-merge";

export const GET = route({ query: MergePair, run: ({ viewer, query }) => previewMerge(viewer, query) });
