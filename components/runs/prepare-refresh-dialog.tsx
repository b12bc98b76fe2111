"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/shared/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { REFRESH_MAX } from "@/lib/lookups/refresh";
import type { PeopleSelection } from "@/lib/people/filters";
import { createRefreshRunAction } from "@/lib/runs/actions";
import { runKeys } from "@/lib/runs/queries";

type PrepareRefreshDialogProps = {
  selection: PeopleSelection;
  selected: number;
  /** Of the view that is refreshed. */
  name?: string | undefined;
  onClose: () => void;
  onDone: () => void;
};

const LOST = "The server did not answer. Look at Runs before you try again: it may be there.";

/** More people than are refreshed at once become a run, whose page says what it costs before anything is sent. */
export function PrepareRefreshDialog({ selection, selected, name, onClose, onDone }: PrepareRefreshDialogProps) {
  const many = selected.toLocaleString("en");
  const [typed, setTyped] = useState(name ?? `Refresh of ${many} people`);
  const router = useRouter();
  const queryClient = useQueryClient();
  const { mutate, data, isPending, isError } = useMutation({
    mutationFn: () => createRefreshRunAction({ selection, name: typed }),
    onSuccess: (result) => {
      if (!result.ok) return;
      router.push(`/runs/${result.value.runId}`);
      onDone();
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: runKeys.all }),
  });
  const error = data?.ok === false ? data.error : null;
  const nameError = error?.fields?.["name"];
  const refused = error && !nameError ? `${error.message} Reference ${error.reference}.` : null;
  return (
    <FormDialog
      title={`Refresh ${many} people`}
      description={`More than ${String(REFRESH_MAX)} at once are a run. Its page says what it costs; nothing is sent before you start it there.`}
      submit="Prepare the run"
      pending="Preparing"
      isPending={isPending}
      refusal={{ title: "No run was made", sentence: isError ? LOST : refused }}
      onSubmit={() => {
        if (!isPending) mutate();
      }}
      onClose={onClose}
    >
      <Field label="Name" error={nameError}>
        <Input
          value={typed}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </Field>
    </FormDialog>
  );
}
