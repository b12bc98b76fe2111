"use client";

import { useForm } from "react-hook-form";
import { FormDialog } from "@/components/shared/form-dialog";
import { useChange } from "@/components/shared/use-change";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { createListAction, renameListAction } from "@/lib/lists/actions";
import { listKeys } from "@/lib/lists/queries";

type Typed = { name: string; isShared: boolean };
type ListNameDialogProps = {
  /** The list that gets another name; none: a new one. */
  list?: { id: string; name: string } | undefined;
  onClose: () => void;
};

/** Names a new list, or gives one another name. */
export function ListNameDialog({ list, onClose }: ListNameDialogProps) {
  const { register, handleSubmit, setError, setValue, watch, formState } = useForm<Typed>({
    defaultValues: { name: list?.name ?? "", isShared: false },
  });
  const { make, isPending } = useChange([listKeys.all]);
  const submit = handleSubmit(async ({ name, isShared }) => {
    if (name.trim() === "") {
      setError("name", { message: "Give it a name." }, { shouldFocus: true });
      return;
    }
    const result = await make(list ? renaming(list, name) : creating(name, isShared));
    if (result?.ok) onClose();
    else if (result?.error.fields?.["name"])
      setError("name", { message: result.error.fields["name"] }, { shouldFocus: true });
  });
  return (
    <FormDialog
      title={list ? "Rename the list" : "New list"}
      submit={list ? "Rename" : "Make the list"}
      pending="Saving"
      isPending={isPending}
      refusal={{ title: "", sentence: null }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" error={formState.errors.name?.message}>
        <Input {...register("name")} autoFocus autoComplete="off" maxLength={80} />
      </Field>
      {!list && (
        <Field layout="inline" label="Shared" help="Everybody here sees it, and every rep may add people.">
          <Switch
            checked={watch("isShared")}
            onCheckedChange={(isOn) => {
              setValue("isShared", isOn);
            }}
          />
        </Field>
      )}
    </FormDialog>
  );
}

function creating(name: string, isShared: boolean) {
  return { change: () => createListAction({ name, isShared }), done: `Made the list “${name.trim()}”` };
}

function renaming({ id, name: before }: { id: string; name: string }, name: string) {
  return {
    change: () => renameListAction({ id, name }),
    done: "Renamed",
    undo: () => ({ change: () => renameListAction({ id, name: before }), done: "It has its name again" }),
  };
}
