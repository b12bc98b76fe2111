"use client";

import { useForm } from "react-hook-form";
import { useRotateKey } from "@/components/api-keys/use-rotate-key";
import { FormDialog } from "@/components/shared/form-dialog";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ApiKeyDto, RotatedKey } from "@/lib/api-keys/schema";

type RotateKeyDialogProps = { apiKey: ApiKeyDto; onClose: () => void };
type Doubt = Extract<RotatedKey, { isDone: false }>;

/** Takes the new key, and asks once more where it may not be of the old one's team. */
export function RotateKeyDialog({ apiKey, onClose }: RotateKeyDialogProps) {
  const { rotate, doubt, refusal, forgetDoubt } = useRotateKey(apiKey, onClose);
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { key: "" } });
  const submit = handleSubmit(async ({ key }) => {
    const result = await rotate.mutateAsync({ key, acceptsTeam: doubt !== null }).catch(() => null);
    const message = result?.ok === false ? result.error.fields?.["key"] : undefined;
    if (message) setError("key", { message }, { shouldFocus: true });
  });
  return (
    <FormDialog
      title={`Rotate ${apiKey.name}`}
      description="The new key is tested, which costs nothing, and takes this one’s place. Nothing waits and nothing is lost."
      submit={doubt ? "Rotate all the same" : "Rotate"}
      pending="Testing and rotating"
      isPending={rotate.isPending}
      refusal={{ title: "The key was not rotated", sentence: refusal }}
      onSubmit={submit}
      onClose={onClose}
    >
      {doubt && <OtherTeam doubt={doubt} />}
      <Field label="New API key" required error={formState.errors.key?.message} help="Make it in Apollo first.">
        <Input
          {...register("key", { onChange: forgetDoubt })}
          type="password"
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore=""
        />
      </Field>
      <ul className="grid list-disc gap-1.5 pl-4">
        <li>New lookups use the new key at once{apiKey.isDefault ? "" : ", where this one was used"}.</li>
        <li>Calls that are running, and phones that are still coming, end on the old key.</li>
        <li>
          The old key is disabled by itself when they are over. Leave it valid in Apollo until then, or disable it here
          at once.
        </li>
      </ul>
    </FormDialog>
  );
}

function OtherTeam({ doubt: { team, account } }: { doubt: Doubt }) {
  if (team === "other") {
    return (
      <Alert tone="warning" title="This key is of another Apollo team">
        It belongs to {account ?? "an account that does not tell its name"}. Credits, rate limits and phones that are
        still coming are that team’s own: what the old key asked for can be asked after with the old key alone.
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title="Whether both keys are of one team is not known">
      One of them may not read its profile. If the teams differ, so do credits and rate limits, and phones that are
      still coming can be asked after with the old key alone.
    </Alert>
  );
}
