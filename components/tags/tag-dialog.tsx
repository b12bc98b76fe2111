"use client";

import { useForm } from "react-hook-form";
import { FormDialog } from "@/components/shared/form-dialog";
import { useChange } from "@/components/shared/use-change";
import { TagChip } from "@/components/tags/tag-chip";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { peopleKeys } from "@/lib/people/queries";
import { changeTagAction, createTagAction } from "@/lib/tags/actions";
import { tagKeys } from "@/lib/tags/queries";
import type { TagDto } from "@/lib/tags/schema";
import { TAG_COLOURS, TAG_NAME_MAX, type TagColour } from "@/lib/tags/tag";

type Typed = { name: string; colour: TagColour };

/** The name and the colour of a tag; of a new one where none is given. */
export function TagDialog({ tag, onClose }: { tag?: TagDto; onClose: () => void }) {
  const { register, handleSubmit, setError, watch, formState } = useForm<Typed>({
    defaultValues: { name: tag?.name ?? "", colour: tag?.colour ?? "blue" },
  });
  const { make, isPending } = useChange([tagKeys.all, peopleKeys.all]);
  const submit = handleSubmit(async (typed) => {
    if (typed.name.trim() === "") {
      setError("name", { message: "Give it a name." }, { shouldFocus: true });
      return;
    }
    const result = await make(tag ? changing(tag, typed) : creating(typed));
    if (result?.ok) onClose();
    else if (result?.error.fields?.["name"])
      setError("name", { message: result.error.fields["name"] }, { shouldFocus: true });
  });
  return (
    <FormDialog
      title={tag ? "Change the tag" : "New tag"}
      submit={tag ? "Save" : "Make the tag"}
      pending="Saving"
      isPending={isPending}
      refusal={{ title: "", sentence: null }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" error={formState.errors.name?.message}>
        <Input {...register("name")} autoFocus autoComplete="off" maxLength={TAG_NAME_MAX} />
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">Colour</legend>
        <div className="flex flex-wrap gap-2">
          {TAG_COLOURS.map((colour) => (
            <label
              key={colour}
              className={cn(
                "flex cursor-pointer rounded-md border border-transparent p-1 max-sm:p-2",
                "has-focus-visible:outline-2 has-focus-visible:outline-ring",
                watch("colour") === colour && "border-foreground",
              )}
            >
              <input type="radio" value={colour} className="sr-only" {...register("colour")} />
              <TagChip name={colour} colour={colour} />
            </label>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}

function creating({ name, colour }: Typed) {
  return { change: () => createTagAction({ name, colour }), done: `Made the tag “${name.trim()}”` };
}

function changing({ id }: TagDto, typed: Typed) {
  return {
    change: () => changeTagAction({ id, ...typed }),
    done: "The tag is changed",
    undo: (before: TagDto) => ({ change: () => changeTagAction(before), done: "The tag is as it was" }),
  };
}
