"use server";

import { action } from "@/lib/action/action";
import { readClientAddress } from "@/lib/auth/current-session";
import { UndoChangeInput } from "@/lib/people/bulk-change";
import { FindHeldInput, RequestErasureInput } from "@/lib/privacy/erasure";
import { RunRetentionInput, SetRetentionInput } from "@/lib/privacy/retention-overview";
import { SuppressPeopleInput } from "@/lib/privacy/suppressed-people";
import { findHeld } from "@/lib/privacy/server/find-held";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { requestRetention } from "@/lib/privacy/server/request-retention";
import { suppressPeople, undoSuppression } from "@/lib/privacy/server/suppress-people";
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

export const suppressPeopleAction = action({
  name: "privacy.suppress_people",
  input: SuppressPeopleInput,
  run: ({ viewer, input }) => suppressPeople(viewer, input),
});

export const undoSuppressionAction = action({
  name: "privacy.undo_suppression",
  input: UndoChangeInput,
  run: ({ viewer, input }) => undoSuppression(viewer, input),
});
