"use server";

import { action } from "@/lib/action/action";
import { ChangeViewInput, MoveViewInput, SaveViewInput, ViewRef } from "@/lib/views/schema";
import { changeView } from "@/lib/views/server/change-view";
import { deleteView, restoreView } from "@/lib/views/server/delete-view";
import { moveView } from "@/lib/views/server/move-view";
import { saveView } from "@/lib/views/server/save-view";

export const saveViewAction = action({
  name: "views.save",
  input: SaveViewInput,
  run: ({ viewer, input }) => saveView(viewer, input),
});

export const changeViewAction = action({
  name: "views.change",
  input: ChangeViewInput,
  run: ({ viewer, input }) => changeView(viewer, input),
});

export const moveViewAction = action({
  name: "views.move",
  input: MoveViewInput,
  run: ({ viewer, input }) => moveView(viewer, input),
});

export const deleteViewAction = action({
  name: "views.delete",
  input: ViewRef,
  run: ({ viewer, input }) => deleteView(viewer, input),
});

export const restoreViewAction = action({
  name: "views.restore",
  input: ViewRef,
  run: ({ viewer, input }) => restoreView(viewer, input),
});
