"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { creditKeys } from "@/lib/credits/queries";
import { listQueries } from "@/lib/lists/queries";
import { startRunAction } from "@/lib/runs/actions";
import { runKeys } from "@/lib/runs/queries";
import type { DryRunSheet, RunDto, RunWish, StartRunInput } from "@/lib/runs/schema";
import { ceilingWords, FIRST_ROWS, needsAsking, writeCeiling } from "@/components/runs/start-words";

type StartFormProps = { run: RunDto; wish: RunWish; sheet: DryRunSheet };
type Limits = { ceiling: string; failures: string; listId: string };

/** The start: ten rows at first, unless somebody wants all at once. */
export function StartForm({ run, wish, sheet }: StartFormProps) {
  const [limits, setLimits] = useState<Limits>({
    ceiling: run.creditCeiling ?? "",
    failures: String(run.failuresMax),
    listId: run.listId ?? "",
  });
  const { start, pendingLimit, isPending, refusal, fields } = useStart();
  const { toSend, ceilingEach, ceiling, approvalAbove } = sheet;
  if (toSend === 0)
    return <p className="border-t px-4 py-3 text-muted-foreground">No row would be sent. Nothing costs anything.</p>;
  const startWith = (rowLimit: number | null) => {
    start({
      ...{ runId: run.id, wish, rowLimit, listId: limits.listId || null },
      creditCeiling: writeCeiling(limits.ceiling),
      failuresMax: Number(limits.failures),
    });
  };
  const mayBeFirst = toSend > FIRST_ROWS;
  const verb = needsAsking(approvalAbove, limits.ceiling) ? "Ask to run" : "Run";
  return (
    <form
      noValidate
      className="grid gap-3 border-t p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) startWith(mayBeFirst ? FIRST_ROWS : null);
      }}
    >
      {refusal && (
        <Alert tone="danger" title="It was not started">
          {refusal}
        </Alert>
      )}
      <LimitFields limits={limits} fields={fields} placeholder={ceiling} onChange={setLimits} />
      {mayBeFirst && (
        <SubmitButton className="w-full" isPending={isPending && pendingLimit !== null} pendingLabel="Starting">
          {verb} {FIRST_ROWS} first · {ceilingWords(ceilingEach, FIRST_ROWS)}
        </SubmitButton>
      )}
      <SubmitButton
        className="w-full"
        variant={mayBeFirst ? "secondary" : "primary"}
        isPending={isPending && pendingLimit === null}
        pendingLabel="Starting"
        onClick={(event) => {
          event.preventDefault();
          if (!isPending) startWith(null);
        }}
      >
        {verb} all {toSend.toLocaleString("en")} · {ceilingWords(ceiling, 1)}
      </SubmitButton>
    </form>
  );
}

type LimitFieldsProps = {
  limits: Limits;
  fields: Readonly<Record<string, string>>;
  placeholder: string;
  onChange: (limits: Limits) => void;
};

function LimitFields({ limits, fields, placeholder, onChange }: LimitFieldsProps) {
  const { data } = useQuery(listQueries.overview());
  const lists = data?.lists.filter(({ mayAdd }) => mayAdd) ?? [];
  return (
    <details className="group" open={Object.keys(fields).length > 0 || undefined}>
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm font-medium text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" /> Limits and list
      </summary>
      <div className="mt-3 grid gap-3">
        <Field
          label="Stop at"
          aside="credits"
          help="Nothing is sent that could go over it. Empty: what the budgets cover."
          error={fields["creditCeiling"]}
        >
          <Input
            inputMode="decimal"
            value={limits.ceiling}
            placeholder={placeholder}
            onChange={({ target }) => {
              onChange({ ...limits, ceiling: target.value });
            }}
          />
        </Field>
        <Field label="Stop after" aside="failed rows one after another" error={fields["failuresMax"]}>
          <Input
            type="number"
            min={1}
            max={1000}
            value={limits.failures}
            onChange={({ target }) => {
              onChange({ ...limits, failures: target.value });
            }}
          />
        </Field>
        <Field label="Add who is found to" error={fields["listId"]}>
          <NativeSelect
            value={limits.listId}
            onChange={({ target }) => {
              onChange({ ...limits, listId: target.value });
            }}
          >
            <option value="">No list</option>
            {lists.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
    </details>
  );
}

const LOST = "The server did not answer. Load the page again to see whether it started.";
const FIELDS = ["creditCeiling", "failuresMax", "listId"];

function useStart() {
  const queryClient = useQueryClient();
  const { mutate, data, variables, isPending, isError } = useMutation({
    mutationFn: (input: StartRunInput) => startRunAction(input),
    onSettled: (_result, _error, { runId }) =>
      Promise.all(
        [runKeys.detail(runId), runKeys.rowsOf(runId), runKeys.lists(), creditKeys.all].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const error = data?.ok === false ? data.error : null;
  const fields = error?.fields ?? {};
  const isOfField = Object.keys(fields).some((name) => FIELDS.includes(name));
  return {
    start: mutate,
    isPending,
    pendingLimit: variables?.rowLimit ?? null,
    fields,
    refusal: isError ? LOST : error && !isOfField ? `${error.message} Reference ${error.reference}.` : null,
  };
}
