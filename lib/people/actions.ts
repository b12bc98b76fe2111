"use server";

import { action } from "@/lib/action/action";
import { readClientAddress } from "@/lib/auth/current-session";
import { AssignOwnerInput, UndoChangeInput } from "@/lib/people/bulk-change";
import { RevealPhoneInput } from "@/lib/people/schema";
import { assignOwner, undoAssignment } from "@/lib/people/server/assign-owner";
import { revealPhone } from "@/lib/people/server/reveal-phone";

export const revealPhoneAction = action({
  name: "people.reveal_phone",
  input: RevealPhoneInput,
  run: async ({ viewer, input }) => revealPhone(viewer, input, await readClientAddress()),
});

export const assignOwnerAction = action({
  name: "people.assign_owner",
  input: AssignOwnerInput,
  run: ({ viewer, input }) => assignOwner(viewer, input),
});

export const undoAssignmentAction = action({
  name: "people.undo_assignment",
  input: UndoChangeInput,
  run: ({ viewer, input }) => undoAssignment(viewer, input),
});
