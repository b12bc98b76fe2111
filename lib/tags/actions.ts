"use server";

import { action } from "@/lib/action/action";
import { UndoChangeInput } from "@/lib/people/bulk-change";
import { ChangeTagInput, CreateTagInput, DeleteTagInput, MergeTagInput, TagPeopleInput } from "@/lib/tags/schema";
import { changeTag } from "@/lib/tags/server/change-tag";
import { createTag } from "@/lib/tags/server/create-tag";
import { deleteTag, mergeTag } from "@/lib/tags/server/remove-tag";
import { tagPeople } from "@/lib/tags/server/tag-people";
import { undoTagChange } from "@/lib/tags/server/undo-tag-change";

export const createTagAction = action({
  name: "tags.create",
  input: CreateTagInput,
  run: ({ viewer, input }) => createTag(viewer, input),
});

export const changeTagAction = action({
  name: "tags.change",
  input: ChangeTagInput,
  run: ({ viewer, input }) => changeTag(viewer, input),
});

export const mergeTagAction = action({
  name: "tags.merge",
  input: MergeTagInput,
  run: ({ viewer, input }) => mergeTag(viewer, input),
});

export const deleteTagAction = action({
  name: "tags.delete",
  input: DeleteTagInput,
  run: ({ viewer, input }) => deleteTag(viewer, input),
});

export const tagPeopleAction = action({
  name: "tags.tag_people",
  input: TagPeopleInput,
  run: ({ viewer, input }) => tagPeople(viewer, input),
});

export const undoTagChangeAction = action({
  name: "tags.undo",
  input: UndoChangeInput,
  run: ({ viewer, input }) => undoTagChange(viewer, input),
});
