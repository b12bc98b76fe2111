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
import { formatCredits } from "@/lib/credits/credits";
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
  {
    name: "alertPercent",
    label: "Alert at percent",
    max: 100,
    help: "Of a limit. Past it, admins see a warning on every page, and the member’s own figure turns amber.",
  },
] as const;

type Typed = Omit<SetSpendingRulesInput, "approvalAbove"> & { approvalAbove: string };

const toTyped = (rules: SetSpendingRulesInput): Typed => ({
  ...rules,
  approvalAbove: formatCredits(rules.approvalAbove ?? ""),
});

/** Rules that every lookup of this workspace is priced by. */
export function SpendingRulesForm({ rules }: { rules: SetSpendingRulesInput }) {
  const { register, handleSubmit, setError, reset, formState } = useForm<Typed>({
    // What another admin saves meanwhile is taken over, but for what is being typed here.
    values: toTyped(rules),
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isDirty } = formState;
  const { save, refusal, isPending } = useCreditsChange({
    change: setSpendingRulesAction,
    done: "The rules hold from now on",
    setError,
  });
  const submit = handleSubmit(async (typed) => {
    const approvalAbove = typed.approvalAbove.trim() || null;
    if (await save({ ...typed, approvalAbove })) reset(typed);
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
            <Field
              label="Ask above"
              error={errors.approvalAbove?.message}
              help="A rep’s lookup that may cost more credits than this waits for an admin under Approvals. Empty: none does."
            >
              <Input {...register("approvalAbove")} inputMode="decimal" autoComplete="off" placeholder="Never" />
            </Field>
          </div>
        </CardBody>
        <CardFooter>
          {isDirty && (
            <Button
              variant="ghost"
              onClick={() => {
                reset(toTyped(rules));
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
