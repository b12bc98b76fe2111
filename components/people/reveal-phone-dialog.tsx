"use client";

import { useForm, useWatch } from "react-hook-form";
import { useReveal } from "@/components/people/use-reveal";
import { FormDialog } from "@/components/shared/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { REVEAL_REASONS } from "@/lib/people/person";
import type { PhoneDto, RevealPhoneInput } from "@/lib/people/schema";

type Reason = RevealPhoneInput["reason"];
type Typed = { reason: Reason | ""; note: string };

const REASON_WORDS: Record<Reason, string> = {
  asked_us: "They asked to be called",
  consent: "Their consent is on file",
  customer: "They are a customer of ours",
  check_record: "To check or correct the record",
  other: "Other",
};

type RevealPhoneDialogProps = { phone: PhoneDto; onClose: () => void };

export function RevealPhoneDialog({ phone, onClose }: RevealPhoneDialogProps) {
  const { register, handleSubmit, setError, formState, control } = useForm<Typed>({
    defaultValues: { reason: "", note: "" },
  });
  const reason = useWatch({ control, name: "reason" });
  const { reveal, refusal, isPending } = useReveal(setError);
  const submit = handleSubmit(async (typed) => {
    if (typed.reason === "") setError("reason", { message: "Choose a reason." }, { shouldFocus: true });
    else if (await reveal({ phoneId: phone.id, reason: typed.reason, note: typed.note })) onClose();
  });
  return (
    <FormDialog
      title={`Reveal ${phone.formatted}`}
      description="This number is on a do-not-call list. It opens to you alone, for 24 hours, and the audit keeps that you opened it and why."
      cancel="Leave it covered"
      submit="Reveal"
      pending="Revealing"
      isPending={isPending}
      refusal={{ title: "The number stays covered", sentence: refusal }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Reason" error={formState.errors.reason?.message} required>
        <NativeSelect {...register("reason")}>
          <option value="" disabled>
            Choose one
          </option>
          {REVEAL_REASONS.map((word) => (
            <option key={word} value={word}>
              {REASON_WORDS[word]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {reason === "other" && (
        <Field
          label="In your words"
          error={formState.errors.note?.message}
          help="Kept with the reveal, not in the audit."
          required
        >
          <Input {...register("note")} maxLength={200} autoComplete="off" />
        </Field>
      )}
    </FormDialog>
  );
}
