"use server";

import { action } from "@/lib/action/action";
import { readClientAddress } from "@/lib/auth/current-session";
import { FindHeldInput, RequestErasureInput } from "@/lib/privacy/erasure";
import { RunRetentionInput, SetRetentionInput } from "@/lib/privacy/retention-overview";
import { findHeld } from "@/lib/privacy/server/find-held";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { requestRetention } from "@/lib/privacy/server/request-retention";
import { setRetention } from "@/lib/privacy/server/set-retention";

export const findHeldAction = action({
  name: "privacy.find-held",
  input: FindHeldInput,
  run: ({ viewer, input }) => findHeld(viewer, input),
});

export const requestErasureAction = action({
  name: "privacy.request-erasure",
  input: RequestErasureInput,
  run: ({ viewer, input }) => requestErasure(viewer, input),
});

export const setRetentionAction = action({
  name: "privacy.set_retention",
  input: SetRetentionInput,
  run: async ({ viewer, input }) => setRetention(viewer, input, await readClientAddress()),
});

export const runRetentionAction = action({
  name: "privacy.run_retention",
  input: RunRetentionInput,
  run: ({ viewer }) => requestRetention(viewer),
});
