import type { ActionEntry } from "./action-entries";

/** The admin wrote it and has to do it: a rep reads it and changes nothing of it. */
const ofTheAdmin = { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" };
const onNote: ActionEntry = { input: ({ noteId }) => ({ noteId }), refused: ofTheAdmin };
const onTask: ActionEntry = { input: ({ taskId }) => ({ taskId }), refused: ofTheAdmin };
const aboutPerson = { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "not_found" };

/** Of entries.ts, what members write about a person and have to do. */
export const NOTE_ACTIONS: Record<string, ActionEntry> = {
  writeNoteAction: { input: ({ personId }) => ({ personId, body: "Mine" }), refused: aboutPerson },
  editNoteAction: { ...onNote, input: ({ noteId }) => ({ noteId, body: "Mine", seen: null }) },
  deleteNoteAction: onNote,
  // It was not deleted, so there is nothing to refuse but the role and the workspace.
  restoreNoteAction: { ...onNote, refused: aboutPerson },
  addTaskAction: {
    input: ({ personId, memberId }) => ({ personId, title: "Mine", dueOn: null, assigneeId: memberId }),
    refused: aboutPerson,
  },
  changeTaskAction: {
    ...onTask,
    input: ({ taskId, memberId }) => ({ taskId, title: "Mine", dueOn: null, assigneeId: memberId }),
  },
  setTaskDoneAction: { ...onTask, input: ({ taskId }) => ({ taskId, isDone: true }) },
  deleteTaskAction: onTask,
  restoreTaskAction: { ...onTask, refused: aboutPerson },
};
