"use client";

import { useQuery } from "@tanstack/react-query";
import { ListPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { TaskRow } from "@/components/tasks/task-row";
import { useLocalDay } from "@/components/tasks/use-local-day";
import { useTaskChanges } from "@/components/tasks/use-task-changes";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { taskQueries } from "@/lib/notes/queries";
import type { PersonTasks as PersonTasksDto, TaskDto } from "@/lib/notes/schema";

const TaskDialog = dynamic(() => import("@/components/tasks/task-dialog").then((m) => m.TaskDialog));

/** What is to do about one person, and what was done. */
export function PersonTasks({ personId }: { personId: string }) {
  const { data: tasks, error, refetch } = useQuery(taskQueries.ofPerson(personId));
  const [edited, setEdited] = useState<TaskDto | "new" | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  return (
    <Card aria-label="Tasks">
      <CardHeader>
        <CardTitle>Tasks</CardTitle>
        {tasks?.mayWrite && (
          <Button
            ref={add}
            size="sm"
            variant="ghost"
            data-command="task"
            aria-haspopup="dialog"
            onClick={() => {
              setEdited("new");
            }}
          >
            <ListPlus aria-hidden /> Add a task
          </Button>
        )}
      </CardHeader>
      {error && !tasks && <QueryError title="The tasks cannot be shown" error={error} onRetry={() => void refetch()} />}
      {!error && !tasks && <Skeleton className="m-4 h-10" />}
      {tasks && <Rows tasks={tasks} onEdit={setEdited} />}
      {tasks && edited !== null && (
        <TaskDialog
          personId={personId}
          task={edited === "new" ? null : edited}
          viewerId={tasks.viewerId}
          onClose={() => {
            setEdited(null);
            add.current?.focus();
          }}
        />
      )}
    </Card>
  );
}

type RowsProps = { tasks: PersonTasksDto; onEdit: (task: TaskDto) => void };

function Rows({ tasks: { open, done, mayWrite, utcDay }, onEdit }: RowsProps) {
  const today = useLocalDay(utcDay);
  const changes = useTaskChanges();
  const row = (task: TaskDto) => (
    <TaskRow key={task.id} task={task} today={today} changes={changes} onEdit={onEdit} shows="assignee" />
  );
  return (
    <>
      {open.length === 0 && (
        <p className="px-4 py-3 text-muted-foreground">
          Nothing to do. {mayWrite && done.length === 0 && "A task has a day and a member who does it."}
        </p>
      )}
      {open.length > 0 && <ul className="divide-y">{open.map(row)}</ul>}
      {done.length > 0 && (
        <details className="border-t">
          <summary className="cursor-pointer px-4 py-2 text-xs text-muted-foreground hover:text-foreground">
            {done.length === 1 ? "1 done" : `${done.length} done`}
          </summary>
          <ul className="divide-y border-t">{done.map(row)}</ul>
        </details>
      )}
    </>
  );
}
