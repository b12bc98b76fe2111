"use server";

import { ApiKeyRef } from "@/lib/api-keys/schema";
import { action } from "@/lib/action/action";
import { DecideUnknownInput, DismissFirstRunInput, RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { dismissFirstRun } from "@/lib/lookups/server/dismiss-first-run";
import { compareWithProvider } from "@/lib/lookups/server/reconcile-keys";
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

export const dismissFirstRunAction = action({
  name: "lookups.dismiss_first_run",
  input: DismissFirstRunInput,
  run: ({ viewer }) => dismissFirstRun(viewer),
});

export const compareUsageAction = action({
  name: "lookups.compare_usage",
  input: ApiKeyRef,
  run: ({ viewer, input }) => compareWithProvider(viewer, input.id),
});
