"use server";

import { action } from "@/lib/action/action";
import { DecideUnknownInput, RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { requestLookup } from "@/lib/lookups/server/request-lookup";

export const requestLookupAction = action({
  name: "lookups.request",
  input: RequestLookupInput,
  run: ({ viewer, input }) => requestLookup(viewer, input),
});

export const decideUnknownAction = action({
  name: "lookups.decide_unknown",
  input: DecideUnknownInput,
  run: ({ viewer, input }) => decideUnknown(viewer, input),
});
