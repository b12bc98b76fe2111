"use server";

import { action } from "@/lib/action/action";
import { readClientAddress } from "@/lib/auth/current-session";
import { AssignOwnerInput, UndoChangeInput } from "@/lib/people/bulk-change";
import { MergePeopleInput, SayDistinctInput, UndoMergeInput } from "@/lib/people/duplicates";
import { SetPolicyInput } from "@/lib/people/policies";
import {
  ContactRef,
  EditFieldInput,
  MarkContactInput,
  ReleaseFieldInput,
  SaveEmailInput,
  SavePhoneInput,
} from "@/lib/people/record";
import { RevealPhoneInput } from "@/lib/people/schema";
import { assignOwner, undoAssignment } from "@/lib/people/server/assign-owner";
import { editField } from "@/lib/people/server/edit-field";
import { markContact, removeContact } from "@/lib/people/server/mark-contact";
import { mergePeople } from "@/lib/people/server/merge-people";
import { releaseField } from "@/lib/people/server/release-field";
import { revealPhone } from "@/lib/people/server/reveal-phone";
import { saveEmail, savePhone } from "@/lib/people/server/save-contact";
import { sayDistinct } from "@/lib/people/server/say-distinct";
import { setPolicy } from "@/lib/people/server/set-policy";
import { undoMerge } from "@/lib/people/server/undo-merge";

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

export const editFieldAction = action({
  name: "people.edit_field",
  input: EditFieldInput,
  run: ({ viewer, input }) => editField(viewer, input),
});

export const releaseFieldAction = action({
  name: "people.release_field",
  input: ReleaseFieldInput,
  run: ({ viewer, input }) => releaseField(viewer, input),
});

export const saveEmailAction = action({
  name: "people.save_email",
  input: SaveEmailInput,
  run: ({ viewer, input }) => saveEmail(viewer, input),
});

export const savePhoneAction = action({
  name: "people.save_phone",
  input: SavePhoneInput,
  run: ({ viewer, input }) => savePhone(viewer, input),
});

export const markContactAction = action({
  name: "people.mark_contact",
  input: MarkContactInput,
  run: ({ viewer, input }) => markContact(viewer, input),
});

export const removeContactAction = action({
  name: "people.remove_contact",
  input: ContactRef,
  run: ({ viewer, input }) => removeContact(viewer, input),
});

export const mergePeopleAction = action({
  name: "people.merge",
  input: MergePeopleInput,
  run: ({ viewer, input }) => mergePeople(viewer, input),
});

export const undoMergeAction = action({
  name: "people.undo_merge",
  input: UndoMergeInput,
  run: ({ viewer, input }) => undoMerge(viewer, input),
});

export const sayDistinctAction = action({
  name: "people.say_distinct",
  input: SayDistinctInput,
  run: ({ viewer, input }) => sayDistinct(viewer, input),
});

export const setPolicyAction = action({
  name: "people.set_policy",
  input: SetPolicyInput,
  run: ({ viewer, input }) => setPolicy(viewer, input),
});
