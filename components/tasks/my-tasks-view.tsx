"use client";

import { useQuery } from "@tanstack/react-query";
import { ListTodo } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { IntentLink } from "@/components/shared/intent-link";
import { TaskRow } from "@/components/tasks/task-row";
import { useLocalDay } from "@/components/tasks/use-local-day";
import { useTaskChanges } from "@/components/tasks/use-task-changes";
import { useTaskKeys } from "@/components/tasks/use-task-keys";
import { EmptyState } from "@/components/shared/empty-state";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { groupByDay } from "@/lib/notes/due-day";
import { taskQueries } from "@/lib/notes/queries";
import type { MyTasks, TaskDto } from "@/lib/notes/schema";

const TaskDialog = dynamic(() => import("@/components/tasks/task-dialog").then((m) => m.TaskDialog));

/** The viewer's tasks by when they are due, kept current by the live stream and by midnight. */
export function MyTasksView({ isReviewer }: { isReviewer: boolean }) {
  const { data: tasks, error, refetch } = useQuery(taskQueries.mine());
  if (tasks) return <Groups tasks={tasks} isReviewer={isReviewer} />;
  if (error) return <QueryError title="Your tasks cannot be shown" error={error} onRetry={() => void refetch()} />;
  return <Skeleton className="h-48" />;
}

function Groups({
  tasks: { open, isCut, done, viewerId, utcDay },
  isReviewer,
}: {
  tasks: MyTasks;
  isReviewer: boolean;
}) {
  const today = useLocalDay(utcDay);
  const changes = useTaskChanges();
  const [edited, setEdited] = useState<TaskDto | null>(null);
  const list = useRef<HTMLDivElement>(null);
  useTaskKeys(list);
  const groups = groupByDay(open, today);
  const section = (title: string, shown: readonly TaskDto[]) =>
    shown.length > 0 && (
      <Card aria-label={title}>
        <CardHeader>
          <CardTitle>{title}</CardTitle>
          <span className="figures text-xs text-muted-foreground">{shown.length}</span>
        </CardHeader>
        <ul className="divide-y">
          {shown.map((task) => (
            <TaskRow key={task.id} task={task} today={today} changes={changes} onEdit={setEdited} shows="person" />
          ))}
        </ul>
      </Card>
    );
  return (
    <div ref={list} className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
      {open.length === 0 && <NothingToDo isReviewer={isReviewer} />}
      {section("Overdue", groups.overdue)}
      {section("Due today", groups.today)}
      {section("Later", groups.later)}
      {isCut && <p className="text-xs text-muted-foreground">The {open.length} earliest are shown.</p>}
      {section("Done", done)}
      {edited && (
        <TaskDialog
          personId={edited.person.id}
          task={edited}
          viewerId={viewerId}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </div>
  );
}

function NothingToDo({ isReviewer }: { isReviewer: boolean }) {
  if (isReviewer) {
    return (
      <EmptyState icon={ListTodo} title="Reviewers are given no tasks">
        You read what reps and admins have to do on each person’s page.
      </EmptyState>
    );
  }
  const action = (
    <Button asChild>
      <IntentLink href="/people">Open People</IntentLink>
    </Button>
  );
  return (
    <EmptyState icon={ListTodo} title="Nothing to do" action={action}>
      A task is made on a person’s page, with a day and a member who does it.
    </EmptyState>
  );
}
