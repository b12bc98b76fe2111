"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { useAccountChange } from "@/components/members/use-account-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { renameAccountAction } from "@/lib/members/actions";

export function NameForm({ name }: { name: string }) {
  const router = useRouter();
  const { register, handleSubmit, formState } = useForm({ values: { name }, resetOptions: { keepDirtyValues: true } });
  const { save, error, refusal, isPending } = useAccountChange({
    change: renameAccountAction,
    done: "Your name is changed",
    // The frame around the page shows it too.
    onDone: () => {
      router.refresh();
    },
  });
  const submit = handleSubmit((typed) => {
    if (!isPending) save(typed);
  });
  return (
    <form noValidate aria-label="Name" onSubmit={(event) => void submit(event)}>
      <Card>
        <CardHeader>
          <CardTitle>Name</CardTitle>
        </CardHeader>
        <CardBody className="grid gap-4">
          {refusal && (
            <Alert tone="danger" title="Your name was not changed">
              {refusal}
            </Alert>
          )}
          <Field
            label="Your name"
            className="max-w-sm"
            error={error?.fields?.["name"]}
            help="As colleagues see it, in History and in the audit."
          >
            <Input {...register("name")} autoComplete="name" maxLength={100} />
          </Field>
        </CardBody>
        <CardFooter>
          <SubmitButton
            variant={formState.isDirty ? "primary" : "secondary"}
            isPending={isPending}
            pendingLabel="Saving"
          >
            Save name
          </SubmitButton>
        </CardFooter>
      </Card>
    </form>
  );
}
