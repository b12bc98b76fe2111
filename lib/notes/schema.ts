import * as z from "zod/mini";

export const NOTE_LENGTH_MAX = 10_000;
export const TITLE_LENGTH_MAX = 200;
export const NOTES_PAGE_SIZE = 20;
/** More open tasks than this of one member are not shown at once. */
export const OPEN_TASKS_MAX = 500;
export const DONE_TASKS_MAX = 50;

const id = z.string().check(z.maxLength(64));
const Moment = z.iso.datetime();
const Day = z.iso.date("This is no date.");
const Who = z.nullable(z.object({ id: z.string(), name: z.string() }));

export const NoteDto = z.object({
  id,
  /** Markdown. A do-not-call number in it that is closed to the viewer is covered. */
  body: z.string(),
  author: Who,
  createdAt: Moment,
  editedAt: z.nullable(Moment),
  mayEdit: z.boolean(),
  mayDelete: z.boolean(),
});
export type NoteDto = z.infer<typeof NoteDto>;

export const NotesPage = z.object({
  notes: z.array(NoteDto),
  nextCursor: z.nullable(z.string()),
  mayWrite: z.boolean(),
});
export type NotesPage = z.infer<typeof NotesPage>;

export const NotesFilters = z.object({ person: id, cursor: z.optional(z.string().check(z.maxLength(120))) });
export type NotesFilters = z.infer<typeof NotesFilters>;

const body = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, "Write something first."),
    z.maxLength(NOTE_LENGTH_MAX, "At most 10,000 characters."),
  );

export const WriteNoteInput = z.object({ personId: id, body });
export type WriteNoteInput = z.infer<typeof WriteNoteInput>;

/** `seen` is when the text that was changed had been edited last: another edit in between is not written over. */
export const EditNoteInput = z.object({ noteId: id, body, seen: z.nullable(Moment) });
export type EditNoteInput = z.infer<typeof EditNoteInput>;

export const NoteRef = z.object({ noteId: id });
export type NoteRef = z.infer<typeof NoteRef>;

export const TaskDto = z.object({
  id,
  /** Covered as the body of a note is. */
  title: z.string(),
  /** A day of whoever reads it, without a time zone. */
  dueOn: z.nullable(z.string()),
  person: z.object({ id, name: z.string() }),
  assignee: Who,
  createdBy: Who,
  createdAt: Moment,
  doneAt: z.nullable(Moment),
  doneBy: Who,
  mayChange: z.boolean(),
  /** False where its words are covered: what is shown is not what would be kept. */
  mayReword: z.boolean(),
});
export type TaskDto = z.infer<typeof TaskDto>;

/** Of one person: what is to do, the earliest first, and what was done, the latest first. */
export const PersonTasks = z.object({
  open: z.array(TaskDto),
  done: z.array(TaskDto),
  mayWrite: z.boolean(),
  viewerId: id,
  /** When it was read. The reader's own may be the one before or after. */
  utcDay: z.string(),
});
export type PersonTasks = z.infer<typeof PersonTasks>;

export const PersonTasksFilters = z.object({ person: id });

/** The viewer's own. `isCut`: there are more open ones than are shown. */
export const MyTasks = z.object({
  open: z.array(TaskDto),
  isCut: z.boolean(),
  done: z.array(TaskDto),
  viewerId: id,
  /** When it was read. The reader's own may be the one before or after. */
  utcDay: z.string(),
});
export type MyTasks = z.infer<typeof MyTasks>;

/** How many of the viewer's tasks are overdue on each day that it is somewhere on Earth at this moment. */
export const OverdueCounts = z.object({ overdue: z.record(z.string(), z.number()) });
export type OverdueCounts = z.infer<typeof OverdueCounts>;

export const Assignees = z.array(z.object({ id: z.string(), name: z.string() }));
export type Assignees = z.infer<typeof Assignees>;

const title = z
  .string()
  .check(z.trim(), z.minLength(1, "Say what is to be done."), z.maxLength(TITLE_LENGTH_MAX, "At most 200 characters."));
const terms = { title, dueOn: z.nullable(Day), assigneeId: id };

export const AddTaskInput = z.object({ personId: id, ...terms });
export type AddTaskInput = z.infer<typeof AddTaskInput>;

export const ChangeTaskInput = z.object({ taskId: id, ...terms });
export type ChangeTaskInput = z.infer<typeof ChangeTaskInput>;

export const SetTaskDoneInput = z.object({ taskId: id, isDone: z.boolean() });
export type SetTaskDoneInput = z.infer<typeof SetTaskDoneInput>;

export const TaskRef = z.object({ taskId: id });
export type TaskRef = z.infer<typeof TaskRef>;
