"use server";

import { action } from "@/lib/action/action";
import { FindHeldInput, RequestErasureInput } from "@/lib/privacy/erasure";
import { findHeld } from "@/lib/privacy/server/find-held";
import { requestErasure } from "@/lib/privacy/server/request-erasure";

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
