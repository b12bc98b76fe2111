"use server";

import { action } from "@/lib/action/action";
import { readClientAddress } from "@/lib/auth/current-session";
import { RunRetentionInput, SetRetentionInput } from "@/lib/privacy/retention-overview";
import { requestRetention } from "@/lib/privacy/server/request-retention";
import { setRetention } from "@/lib/privacy/server/set-retention";

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
