"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { showToast } from "@/components/ui/toast";
import { changeViewAction, saveViewAction } from "@/lib/views/actions";
import { viewKeys } from "@/lib/views/queries";
import type { SavedViewDto, ViewFilters } from "@/lib/views/schema";

type ViewDialogProps = {
  screen: ViewFilters["screen"];
  query: string;
  /** The view to be renamed; null: the table is kept as a new one. */
  view: SavedViewDto | null;
  onClose: () => void;
  onSaved: (id: string) => void;
};

const LOST = "The server did not answer. See what stands before you try again.";

export function ViewDialog({ screen, query, view, onClose, onSaved }: ViewDialogProps) {
  const formId = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [isShared, setIsShared] = useState(false);
  const { mutate, isPending, refusal, nameRefusal } = useKeeping({ screen, query, view, onClose, onSaved });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isPending) mutate({ name, isShared });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title={view === null ? "Save this view" : "Rename the view"}
        {...(view === null && { description: "Filters, sort, columns and density are kept. It can be updated later." })}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton form={formId} isPending={isPending}>
              {view === null ? "Save view" : "Rename"}
            </SubmitButton>
          </>
        }
      >
        <form id={formId} className="grid gap-4" noValidate onSubmit={submit}>
          {refusal && (
            <Alert tone="danger" title="Nothing was saved">
              {refusal}
            </Alert>
          )}
          <Field label="Name" error={nameRefusal}>
            <Input
              value={name}
              autoComplete="off"
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
          </Field>
          {view === null && (
            <Field
              layout="inline"
              label="Share with the workspace"
              help="Everybody sees it; you and the admins can change it."
            >
              <Switch checked={isShared} onCheckedChange={setIsShared} />
            </Field>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** Makes the view, or gives it its name. */
function useKeeping({ screen, query, view, onClose, onSaved }: ViewDialogProps) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: async ({ name, isShared }: { name: string; isShared: boolean }) => {
      if (view === null) return saveViewAction({ screen, name, query, isShared });
      const changed = await changeViewAction({ id: view.id, name });
      return changed.ok ? { ok: true as const, value: { id: view.id } } : changed;
    },
    onSuccess: (result) => {
      if (!result.ok) return;
      onSaved(result.value.id);
      showToast({ tone: "success", title: view === null ? "View saved" : "View renamed" });
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: viewKeys.all }),
  });
  const error = mutation.data?.ok === false ? mutation.data.error : null;
  const nameRefusal = error?.fields?.["name"];
  const whole = error && !nameRefusal ? `${error.message} Reference ${error.reference}.` : null;
  return {
    mutate: mutation.mutate,
    isPending: mutation.isPending,
    nameRefusal,
    refusal: mutation.isError ? LOST : whole,
  };
}
