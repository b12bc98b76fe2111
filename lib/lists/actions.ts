"use server";

import { action } from "@/lib/action/action";
import {
  CreateListInput,
  DeleteListInput,
  RegroupPeopleInput,
  RenameListInput,
  SetArrivalsListInput,
  ShareListInput,
} from "@/lib/lists/schema";
import { createList } from "@/lib/lists/server/create-list";
import { deleteList } from "@/lib/lists/server/delete-list";
import { regroupPeople } from "@/lib/lists/server/regroup-people";
import { renameList } from "@/lib/lists/server/rename-list";
import { setArrivalsList } from "@/lib/lists/server/set-arrivals-list";
import { shareList } from "@/lib/lists/server/share-list";
import { undoListChange } from "@/lib/lists/server/undo-list-change";
import { UndoChangeInput } from "@/lib/people/bulk-change";

export const createListAction = action({
  name: "lists.create",
  input: CreateListInput,
  run: ({ viewer, input }) => createList(viewer, input),
});

export const renameListAction = action({
  name: "lists.rename",
  input: RenameListInput,
  run: ({ viewer, input }) => renameList(viewer, input),
});

export const shareListAction = action({
  name: "lists.share",
  input: ShareListInput,
  run: ({ viewer, input }) => shareList(viewer, input),
});

export const deleteListAction = action({
  name: "lists.delete",
  input: DeleteListInput,
  run: ({ viewer, input }) => deleteList(viewer, input),
});

export const regroupPeopleAction = action({
  name: "lists.regroup_people",
  input: RegroupPeopleInput,
  run: ({ viewer, input }) => regroupPeople(viewer, input),
});

export const undoListChangeAction = action({
  name: "lists.undo",
  input: UndoChangeInput,
  run: ({ viewer, input }) => undoListChange(viewer, input),
});

export const setArrivalsListAction = action({
  name: "lists.set_arrivals",
  input: SetArrivalsListInput,
  run: ({ viewer, input }) => setArrivalsList(viewer, input),
});
