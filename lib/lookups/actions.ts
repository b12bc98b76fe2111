"use server";

import { action } from "@/lib/action/action";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { requestLookup } from "@/lib/lookups/server/request-lookup";

export const requestLookupAction = action({
  name: "lookups.request",
  input: RequestLookupInput,
  run: ({ viewer, input }) => requestLookup(viewer, input),
});
