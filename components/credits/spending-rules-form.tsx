"use client";

import { useForm } from "react-hook-form";
import { useCreditsChange } from "@/components/credits/use-credits-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { setSpendingRulesAction } from "@/lib/credits/actions";
import type { SetSpendingRulesInput } from "@/lib/credits/schema";

const FIELDS = [
  {
    name: "freshDays",
    label: "Fresh days",
    max: 365,
    help: "A person bought within so many days is opened from the store, for 0 credits.",
  },
  {
    name: "waterfallEmail",
    label: "Waterfall email ceiling",
    max: 1000,
    help: "Credits held for each. Its vendors name no price beforehand; what is left over comes back.",
  },
  {
    name: "waterfallPhone",
    label: "Waterfall phone ceiling",
    max: 1000,
    help: "Likewise. It takes the place of the phone reveal’s 8.",
  },
] as const;

/** Rules that every lookup of this workspace is priced by. */
export function SpendingRulesForm({ rules }: { rules: SetSpendingRulesInput }) {
  const { register, handleSubmit, setError, reset, formState } = useForm<SetSpendingRulesInput>({
    // What another admin saves meanwhile is taken over, but for what is being typed here.
    values: rules,
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isDirty } = formState;
  const { save, refusal, isPending } = useCreditsChange({
    change: setSpendingRulesAction,
    done: "The rules hold from now on",
    setError,
  });
  const submit = handleSubmit(async (typed) => {
    if (await save(typed)) reset(typed);
  });
  return (
    <form noValidate aria-label="Spending rules" onSubmit={(event) => void submit(event)}>
      <Card>
        <CardHeader>
          <CardTitle>Spending rules</CardTitle>
          <span className="text-xs text-muted-foreground">In force for the next lookup</span>
        </CardHeader>
        <CardBody className="grid gap-4">
          {refusal && (
            <Alert tone="danger" title="The rules were not changed">
              {refusal}
            </Alert>
          )}
          <div className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
            {FIELDS.map(({ name, label, max, help }) => (
              <Field key={name} label={label} error={errors[name]?.message} help={help}>
                <Input {...register(name, { valueAsNumber: true })} type="number" min={1} max={max} required />
              </Field>
            ))}
          </div>
        </CardBody>
        <CardFooter>
          {isDirty && (
            <Button
              variant="ghost"
              onClick={() => {
                reset(rules);
              }}
            >
              Undo
            </Button>
          )}
          <SubmitButton variant={isDirty ? "primary" : "secondary"} isPending={isPending} pendingLabel="Saving">
            Save rules
          </SubmitButton>
        </CardFooter>
      </Card>
    </form>
  );
}
