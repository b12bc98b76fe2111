"use server";

import { action } from "@/lib/action/action";
import {
  AddTaskInput,
  ChangeTaskInput,
  EditNoteInput,
  NoteRef,
  SetTaskDoneInput,
  TaskRef,
  WriteNoteInput,
} from "@/lib/notes/schema";
import { addTask } from "@/lib/notes/server/add-task";
import { changeTask } from "@/lib/notes/server/change-task";
import { deleteNote } from "@/lib/notes/server/delete-note";
import { deleteTask } from "@/lib/notes/server/delete-task";
import { editNote } from "@/lib/notes/server/edit-note";
import { restoreNote } from "@/lib/notes/server/restore-note";
import { restoreTask } from "@/lib/notes/server/restore-task";
import { setTaskDone } from "@/lib/notes/server/set-task-done";
import { writeNote } from "@/lib/notes/server/write-note";

export const writeNoteAction = action({
  name: "notes.write",
  input: WriteNoteInput,
  run: ({ viewer, input }) => writeNote(viewer, input),
});

export const editNoteAction = action({
  name: "notes.edit",
  input: EditNoteInput,
  run: ({ viewer, input }) => editNote(viewer, input),
});

export const deleteNoteAction = action({
  name: "notes.delete",
  input: NoteRef,
  run: ({ viewer, input }) => deleteNote(viewer, input),
});

export const restoreNoteAction = action({
  name: "notes.restore",
  input: NoteRef,
  run: ({ viewer, input }) => restoreNote(viewer, input),
});

export const addTaskAction = action({
  name: "tasks.add",
  input: AddTaskInput,
  run: ({ viewer, input }) => addTask(viewer, input),
});

export const changeTaskAction = action({
  name: "tasks.change",
  input: ChangeTaskInput,
  run: ({ viewer, input }) => changeTask(viewer, input),
});

export const setTaskDoneAction = action({
  name: "tasks.set_done",
  input: SetTaskDoneInput,
  run: ({ viewer, input }) => setTaskDone(viewer, input),
});

export const deleteTaskAction = action({
  name: "tasks.delete",
  input: TaskRef,
  run: ({ viewer, input }) => deleteTask(viewer, input),
});

export const restoreTaskAction = action({
  name: "tasks.restore",
  input: TaskRef,
  run: ({ viewer, input }) => restoreTask(viewer, input),
});
