"use client";

import { useForm, type FieldErrors, type UseFormRegister } from "react-hook-form";
import { describeStanding, RULE_WORDS } from "@/components/privacy/retention-words";
import { useRetentionChange } from "@/components/privacy/use-retention-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { setRetentionAction } from "@/lib/privacy/actions";
import { RETENTION_TERMS, type RetentionRule } from "@/lib/privacy/retention";
import type { RetentionRuleDto } from "@/lib/privacy/retention-overview";

type Typed = { days: Partial<Record<RetentionRule, number>> };

/** How long each kind is kept. Only what was changed is sent, so that two admins do not undo each other. */
export function RetentionForm({ rules }: { rules: readonly RetentionRuleDto[] }) {
  const { register, handleSubmit, reset, setError, formState } = useForm<Typed>({
    // What another admin saves meanwhile is taken over, but for what is being typed here.
    values: { days: Object.fromEntries(rules.map(({ rule, days }) => [rule, days])) },
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, dirtyFields, isDirty } = formState;
  const { mutateAsync, isPending } = useRetentionChange({ change: setRetentionAction, done: "The periods are set" });
  const submit = handleSubmit(async (typed) => {
    const changed = rules.filter(({ rule }) => dirtyFields.days?.[rule]).map(({ rule }) => [rule, typed.days[rule]]);
    const result = await mutateAsync({ days: Object.fromEntries(changed) as Typed["days"] }).catch(() => null);
    if (result?.ok) reset(typed);
    if (result?.ok !== false) return;
    Object.entries(result.error.fields ?? {}).forEach(([name, message], index) => {
      setError(name as `days.${RetentionRule}`, { message }, { shouldFocus: index === 0 });
    });
  });
  const shared = rules.filter(({ isInstallation }) => isInstallation);
  return (
    <form noValidate aria-label="Periods" onSubmit={(event) => void submit(event)}>
      <Card>
        <RuleGroup
          title="This workspace"
          rules={rules.filter(({ isInstallation }) => !isInstallation)}
          {...{ register, errors }}
        />
        <RuleGroup
          title="The whole installation"
          note={shared.some(({ maySet }) => maySet) ? undefined : "Set in a live workspace"}
          rules={shared}
          {...{ register, errors }}
        />
        <CardFooter>
          {isDirty && (
            <Button
              variant="ghost"
              onClick={() => {
                reset();
              }}
            >
              Undo
            </Button>
          )}
          <SubmitButton variant={isDirty ? "primary" : "secondary"} isPending={isPending} pendingLabel="Saving">
            Save periods
          </SubmitButton>
        </CardFooter>
      </Card>
    </form>
  );
}

type RuleGroupProps = {
  title: string;
  note?: string | undefined;
  rules: readonly RetentionRuleDto[];
  register: UseFormRegister<Typed>;
  errors: FieldErrors<Typed>;
};

function RuleGroup({ title, note, rules, register, errors }: RuleGroupProps) {
  return (
    <section aria-label={title} className="not-first:border-t">
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {note && <span className="text-xs text-muted-foreground">{note}</span>}
      </CardHeader>
      <CardBody className="p-0">
        <ul className="divide-y">
          {rules.map((dto) => (
            <RuleRow key={dto.rule} dto={dto} register={register} error={errors.days?.[dto.rule]?.message} />
          ))}
        </ul>
      </CardBody>
    </section>
  );
}

type RuleRowProps = { dto: RetentionRuleDto; register: UseFormRegister<Typed>; error: string | undefined };

function RuleRow({ dto, register, error }: RuleRowProps) {
  const { rule, days, maySet } = dto;
  const { name, what } = RULE_WORDS[rule];
  const { minDays, maxDays, defaultDays } = RETENTION_TERMS[rule];
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_9.5rem]">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-muted-foreground">{what}</p>
        <p className="mt-1 text-xs text-muted-foreground tabular-nums">{describeStanding(dto)}</p>
      </div>
      {maySet ? (
        <Field
          label={`Days to keep: ${name}`}
          hideLabel
          error={error}
          help={`days · ${defaultDays.toLocaleString("en")} unless set`}
        >
          <Input {...register(`days.${rule}`, { valueAsNumber: true })} type="number" min={minDays} max={maxDays} />
        </Field>
      ) : (
        <p className="sm:text-right">
          <span className="figures">{days.toLocaleString("en")}</span> {days === 1 ? "day" : "days"}
        </p>
      )}
    </li>
  );
}
