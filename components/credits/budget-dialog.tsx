"use client";

import { useForm } from "react-hook-form";
import { useCreditsChange } from "@/components/credits/use-credits-change";
import { FormDialog } from "@/components/shared/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { setBudgetAction } from "@/lib/credits/actions";
import { RESET_DAY_MAX, WORKSPACE_SCOPE } from "@/lib/credits/budget";
import type { BudgetStanding } from "@/lib/credits/budget-overview";
import { formatCredits } from "@/lib/credits/credits";

type Typed = { creditLimit: string; resetDay: number };

type BudgetDialogProps = {
  budget: BudgetStanding;
  /** Whose; null: the whole workspace's. */
  member: { id: string; name: string } | null;
  resetDay: number;
  onClose: () => void;
};

export function BudgetDialog({ budget, member, resetDay, onClose }: BudgetDialogProps) {
  const { register, handleSubmit, setError, formState } = useForm<Typed>({
    defaultValues: { creditLimit: formatCredits(budget.creditLimit ?? ""), resetDay },
  });
  const { save, refusal, isPending } = useCreditsChange({
    change: setBudgetAction,
    done: "The limit is set",
    setError,
  });
  const submit = handleSubmit(async (typed) => {
    const creditLimit = typed.creditLimit.trim() || null;
    const isSaved = await save({ scope: member?.id ?? WORKSPACE_SCOPE, creditLimit, resetDay: typed.resetDay });
    if (isSaved) onClose();
  });
  return (
    <FormDialog
      title={member ? `Limit of ${member.name}` : "Limit of this workspace"}
      description="In force at once. A limit below what is spent and held cancels nothing; new lookups wait until they fit again."
      submit="Save"
      pending="Saving"
      isPending={isPending}
      refusal={{ title: "The limit was not changed", sentence: refusal }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Credits a month" error={formState.errors.creditLimit?.message} help="Leave it empty for no limit.">
        <Input {...register("creditLimit")} inputMode="decimal" autoComplete="off" placeholder="No limit" />
      </Field>
      {!member && (
        <Field
          label="Reset day"
          error={formState.errors.resetDay?.message}
          help={`Of the month, 1 to ${String(RESET_DAY_MAX)}, midnight UTC. Members’ months begin then too.`}
        >
          <Input {...register("resetDay", { valueAsNumber: true })} type="number" min={1} max={RESET_DAY_MAX} />
        </Field>
      )}
    </FormDialog>
  );
}
