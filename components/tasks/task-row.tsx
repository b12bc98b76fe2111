"use client";

import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { DueChip } from "@/components/tasks/due-chip";
import type { TaskChanges } from "@/components/tasks/use-task-changes";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import type { TaskDto } from "@/lib/notes/schema";

type TaskRowProps = {
  task: TaskDto;
  today: string;
  changes: TaskChanges;
  onEdit: (task: TaskDto) => void;
  /** On a person's page it says who does it; among one's own tasks, about whom it is. */
  shows: "assignee" | "person";
};

export function TaskRow({ task, today, changes, onEdit, shows }: TaskRowProps) {
  const { title, dueOn, doneAt, mayChange } = task;
  const isDone = doneAt !== null;
  return (
    <li data-task={task.id} className="group/task flex items-start gap-3 px-4 py-2 focus-within:bg-selected">
      <Checkbox
        className="mt-1"
        checked={isDone}
        disabled={!mayChange}
        aria-label={`Done: ${title}`}
        data-tick=""
        onCheckedChange={(checked) => {
          changes.setDone(task, checked === true);
        }}
      />
      <div className="min-w-0 flex-1">
        <p className={cn("break-words", isDone && "text-muted-foreground line-through")}>
          <bdi>{title}</bdi>
        </p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
          {dueOn !== null && <DueChip dueOn={dueOn} today={today} isDone={isDone} />}
          {shows === "person" ? <PersonLink task={task} /> : <span>{task.assignee?.name ?? "Nobody’s"}</span>}
          {doneAt !== null && (
            <span>
              done <RelativeTime at={doneAt} />
              {task.doneBy && task.doneBy.id !== task.assignee?.id && ` by ${task.doneBy.name}`}
            </span>
          )}
        </p>
      </div>
      {mayChange && <RowButtons task={task} changes={changes} onEdit={onEdit} />}
    </li>
  );
}

function PersonLink({ task: { person } }: { task: TaskDto }) {
  return (
    <Link
      href={`/people/${person.id}`}
      prefetch={false}
      data-row=""
      className="truncate rounded-sm underline decoration-border-strong underline-offset-4 hover:text-foreground"
    >
      <bdi>{person.name}</bdi>
    </Link>
  );
}

function RowButtons({ task, changes, onEdit }: Pick<TaskRowProps, "task" | "changes" | "onEdit">) {
  return (
    <span className="flex opacity-0 transition-opacity group-focus-within/task:opacity-100 group-hover/task:opacity-100 max-sm:opacity-100">
      {task.doneAt === null && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Change ${task.title}`}
          onClick={() => {
            onEdit(task);
          }}
        >
          <Pencil aria-hidden />
        </Button>
      )}
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Delete ${task.title}`}
        onClick={() => {
          changes.remove(task);
        }}
      >
        <Trash2 aria-hidden />
      </Button>
    </span>
  );
}
