"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { activityKeys } from "@/lib/activity/queries";
import { deleteTaskAction, restoreTaskAction, setTaskDoneAction } from "@/lib/notes/actions";
import { taskKeys } from "@/lib/notes/queries";
import type { TaskDto } from "@/lib/notes/schema";
import type { Result } from "@/lib/result/result";

/** Asks again for everything that shows tasks. */
export function useReadTasksAgain(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: taskKeys.all }),
      queryClient.invalidateQueries({ queryKey: activityKeys.all }),
    ]);
}

type Change = { act: () => Promise<Result<unknown>>; said: string; undo: () => Promise<Result<unknown>> };

/** Ticks tasks off, takes the tick away, deletes them; the toast that says so can undo it. */
export function useTaskChanges() {
  const again = useReadTasksAgain();
  const undo = useMutation({
    mutationFn: async (run: Change["undo"]) => tellUnless(await run().catch(() => null)),
    onSettled: again,
  });
  const { mutate } = useMutation({
    mutationFn: async ({ act }: Change) => tellUnless(await act().catch(() => null)),
    onSuccess: (isDone, { said, undo: run }) => {
      const onClick = () => {
        undo.mutate(run);
      };
      if (isDone) showToast({ id: "task-changed", title: said, action: { label: "Undo", onClick } });
    },
    onSettled: again,
  });
  const setDone = ({ id: taskId }: TaskDto, isDone: boolean) => {
    mutate({
      act: () => setTaskDoneAction({ taskId, isDone }),
      said: isDone ? "Task done" : "Task open again",
      undo: () => setTaskDoneAction({ taskId, isDone: !isDone }),
    });
  };
  const remove = ({ id: taskId }: TaskDto) => {
    mutate({
      act: () => deleteTaskAction({ taskId }),
      said: "Task deleted",
      undo: () => restoreTaskAction({ taskId }),
    });
  };
  return { setDone, remove };
}

export type TaskChanges = ReturnType<typeof useTaskChanges>;

function tellUnless(result: Result<unknown> | null): boolean {
  if (result?.ok) return true;
  const description = result?.error.message ?? "The server did not answer. Try again.";
  showToast({ tone: "error", title: "The task is as it was", description });
  return false;
}
