"use client";

import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { LinkDialog, type ShownLink } from "@/components/members/link-dialog";
import { useInvite } from "@/components/members/use-invite";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import { FormDialog } from "@/components/shared/form-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { INVITATION_LASTS_DAYS, ROLE_TASKS, ROLES } from "@/lib/members/member";

type InviteDialogProps = { workspaceName: string; practiceName: string | null; onClose: () => void };

/** Makes an invitation and then shows its link, once. */
export function InviteDialog({ workspaceName, practiceName, onClose }: InviteDialogProps) {
  const [link, setLink] = useState<ShownLink | null>(null);
  const { register, control, handleSubmit, setError, watch, formState } = useForm({
    defaultValues: {
      name: "",
      email: "",
      role: "rep" as (typeof ROLES)[number],
      isForPracticeToo: practiceName !== null,
    },
  });
  const { invite, refusal, isPending } = useInvite(setError);
  const submit = handleSubmit(async (typed) => {
    const made = await invite(typed);
    if (made) {
      const whom = typed.name || typed.email;
      const title = whom ? `Link for ${whom}` : `Link to ${workspaceName}`;
      const days = `within ${String(INVITATION_LASTS_DAYS)} days`;
      setLink({ url: made.url, title, description: `Hand it over yourself: no mail is sent. It works once, ${days}.` });
    }
  });
  if (link) return <LinkDialog link={link} onClose={onClose} />;
  const { errors } = formState;
  return (
    <FormDialog
      title={`Invite to ${workspaceName}`}
      description="You get a link that one person can use, once."
      submit="Make the link"
      pending="Making the link"
      isPending={isPending}
      refusal={{ title: "Nobody was invited", sentence: refusal }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" error={errors.name?.message} help="Optional: stands in the form already.">
        <Input {...register("name")} autoComplete="off" maxLength={100} />
      </Field>
      <Field label="Email" error={errors.email?.message} help="Optional: given, only this address can accept.">
        <Input {...register("email")} type="email" autoComplete="off" maxLength={254} />
      </Field>
      <Field label="Role" error={errors.role?.message} help={ROLE_TASKS[watch("role")]}>
        <NativeSelect {...register("role")}>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_LABELS[role]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {practiceName !== null && (
        <Controller
          control={control}
          name="isForPracticeToo"
          render={({ field: { value, onChange } }) => (
            <Field
              layout="inline"
              label={`The same role in ${practiceName} too`}
              help="The practice workspace: invented people, no credits."
            >
              <Checkbox checked={value} onCheckedChange={(checked) => onChange(checked === true)} />
            </Field>
          )}
        />
      )}
    </FormDialog>
  );
}
