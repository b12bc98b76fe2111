"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useForm, type UseFormReturn, type UseFormSetValue } from "react-hook-form";
import { useLocalDay } from "@/components/tasks/use-local-day";
import { useReadTasksAgain } from "@/components/tasks/use-task-changes";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { addTaskAction, changeTaskAction } from "@/lib/notes/actions";
import { dayAfter } from "@/lib/notes/due-day";
import { taskQueries } from "@/lib/notes/queries";
import { TITLE_LENGTH_MAX, type TaskDto } from "@/lib/notes/schema";
import type { Result } from "@/lib/result/result";

type Typed = { title: string; dueOn: string; assigneeId: string };

type TaskDialogProps = {
  personId: string;
  /** Null for a new one, which is the viewer's own unless they choose somebody else. */
  task: TaskDto | null;
  viewerId: string;
  onClose: () => void;
};

/** What is to be done, by when and by whom. */
export function TaskDialog({ personId, task, viewerId, onClose }: TaskDialogProps) {
  const formId = useId();
  const form = useForm<Typed>({
    defaultValues: {
      title: task?.title ?? "",
      dueOn: task?.dueOn ?? "",
      assigneeId: task?.assignee?.id ?? viewerId,
    },
  });
  const { keep, refusal, isPending } = useKeepTask(personId, task);
  const submit = form.handleSubmit(async (typed) => {
    const result = await keep(typed);
    if (result?.ok) onClose();
    const wrong = result?.ok === false ? (result.error.fields ?? {}) : {};
    for (const name of ["assigneeId", "dueOn", "title"] as const)
      if (wrong[name]) form.setError(name, { message: wrong[name] }, { shouldFocus: true });
  });
  const verb = task ? "Save task" : "Add task";
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          form.setFocus("title");
        }}
        title={task ? "Change the task" : "Add a task"}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton form={formId} isPending={isPending} pendingLabel="Saving">
              {verb}
            </SubmitButton>
          </>
        }
      >
        <form id={formId} noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
          {refusal && (
            <Alert tone="danger" title="The task was not kept">
              {refusal}
            </Alert>
          )}
          <TaskFields form={form} task={task} viewerId={viewerId} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

type TaskFieldsProps = { form: UseFormReturn<Typed> } & Pick<TaskDialogProps, "task" | "viewerId">;

function TaskFields({ form: { register, setValue, formState }, task, viewerId }: TaskFieldsProps) {
  const { errors } = formState;
  const isCovered = task?.mayReword === false;
  return (
    <>
      <Field
        label="Task"
        required
        error={errors.title?.message}
        help={isCovered ? "A do-not-call number in it is covered: the words stay as they are." : ""}
      >
        <Input
          {...register("title")}
          maxLength={TITLE_LENGTH_MAX}
          readOnly={isCovered}
          autoComplete="off"
          placeholder="Call back about the offer"
        />
      </Field>
      <Field label="Due" error={errors.dueOn?.message} help="A day of whoever does it, wherever they are.">
        <Input type="date" {...register("dueOn")} />
      </Field>
      <NearDays setValue={setValue} />
      <Field label="Who does it" error={errors.assigneeId?.message}>
        <AssigneeSelect task={task} viewerId={viewerId} {...register("assigneeId")} />
      </Field>
    </>
  );
}

function NearDays({ setValue }: { setValue: UseFormSetValue<Typed> }) {
  const today = useLocalDay("");
  const days = [
    ["Today", today],
    ["Tomorrow", dayAfter(today, 1)],
    ["In a week", dayAfter(today, 7)],
    ["No day", ""],
  ] as const;
  return (
    <div role="group" aria-label="Due soon" className="-mt-2 flex flex-wrap gap-1">
      {days.map(([word, day]) => (
        <Button
          key={word}
          size="sm"
          variant="ghost"
          className="rounded-full border-border"
          onClick={() => {
            setValue("dueOn", day);
          }}
        >
          {word}
        </Button>
      ))}
    </div>
  );
}

type AssigneeSelectProps = { task: TaskDto | null; viewerId: string } & React.ComponentProps<typeof NativeSelect>;

/** Whoever has it stays to choose, also when they have left; the others come when they are read. */
function AssigneeSelect({ task, viewerId, ...props }: AssigneeSelectProps) {
  const { data: members = [] } = useQuery(taskQueries.assignees());
  const had = task?.assignee && task.assignee.id !== viewerId ? task.assignee : null;
  return (
    <NativeSelect {...props}>
      {had && <option value={had.id}>{had.name}</option>}
      <option value={viewerId}>Me</option>
      {members
        .filter(({ id }) => id !== viewerId && id !== had?.id)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </NativeSelect>
  );
}

function useKeepTask(personId: string, task: TaskDto | null) {
  const again = useReadTasksAgain();
  const mutation = useMutation({
    mutationFn: ({ title, dueOn, assigneeId }: Typed): Promise<Result<unknown>> => {
      const terms = { title, dueOn: dueOn === "" ? null : dueOn, assigneeId };
      return task ? changeTaskAction({ taskId: task.id, ...terms }) : addTaskAction({ personId, ...terms });
    },
    onSuccess: (result) => result.ok && again(),
  });
  const error = mutation.data?.ok === false && !mutation.data.error.fields ? mutation.data.error.message : null;
  return {
    keep: (typed: Typed) => mutation.mutateAsync(typed).catch(() => null),
    refusal: mutation.isError ? "The server did not answer. Try again." : error,
    isPending: mutation.isPending,
  };
}
