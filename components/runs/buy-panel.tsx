"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { OptionField, OPTIONS, type OptionBounds } from "@/components/lookups/option-field";
import { CostSheet } from "@/components/runs/cost-sheet";
import { StartForm } from "@/components/runs/start-form";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { PRICE } from "@/lib/credits/credits";
import { dryRunAction } from "@/lib/runs/actions";
import { runKeys } from "@/lib/runs/queries";
import type { RunDto, RunWish } from "@/lib/runs/schema";

type BuyPanelProps = { run: RunDto; bounds: OptionBounds; wish: RunWish; onWish: (wish: RunWish) => void };

/** What is bought of each row, what that would cost, and the start. */
export function BuyPanel({ run, bounds, wish, onWish }: BuyPanelProps) {
  const { count, sheet, isPending, refusal, forget } = useDryRun(run.id, wish);
  return (
    <>
      <Card aria-labelledby="buy">
        <CardHeader>
          <CardTitle id="buy">What to buy</CardTitle>
        </CardHeader>
        <CardBody className="grid gap-3">
          <Wishes
            wish={wish}
            bounds={bounds}
            onWish={(changed) => {
              forget();
              onWish(changed);
            }}
          />
          <SubmitButton
            className="w-full"
            variant={sheet ? "secondary" : "primary"}
            isPending={isPending}
            pendingLabel="Counting"
            disabled={run.missing !== null}
            onClick={count}
          >
            {sheet ? "Count again" : "Dry run · 0 credits"}
          </SubmitButton>
          {!sheet && (
            <p className="text-xs text-muted-foreground">
              {run.missing ?? "Counts what would be sent and what it costs. Sends nothing."}
            </p>
          )}
          {refusal && (
            <Alert tone="danger" title="It was not counted">
              {refusal}
            </Alert>
          )}
        </CardBody>
      </Card>
      {sheet && (
        <Card aria-labelledby="cost">
          <CardHeader>
            <CardTitle id="cost">Cost</CardTitle>
          </CardHeader>
          <CostSheet sheet={sheet} />
          <StartForm run={run} wish={wish} sheet={sheet} />
        </Card>
      )}
    </>
  );
}

type WishesProps = { wish: RunWish; bounds: OptionBounds; onWish: (wish: RunWish) => void };

function Wishes({ wish, bounds, onWish }: WishesProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Options and their prices</legend>
      <div className="flex justify-between gap-3">
        <span className="font-medium">Profile, company, work email</span>
        <span className="shrink-0 text-xs text-muted-foreground">{PRICE.profile} credit if found</span>
      </div>
      {OPTIONS.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          isOn={wish[option.name]}
          {...bounds}
          onChange={(isOn) => {
            onWish({ ...wish, [option.name]: isOn });
          }}
        />
      ))}
      <Field layout="inline" label="Refresh who is ours" help="Otherwise they are answered for 0 credits.">
        <Switch
          checked={wish.isRefresh}
          onCheckedChange={(isRefresh) => {
            onWish({ ...wish, isRefresh });
          }}
        />
      </Field>
    </fieldset>
  );
}

const LOST = "The server did not answer. Nothing was sent. Try again.";

function useDryRun(runId: string, wish: RunWish) {
  const queryClient = useQueryClient();
  const { mutate, data, isPending, isError, reset } = useMutation({
    mutationFn: () => dryRunAction({ runId, wish }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: runKeys.detail(runId) }),
        queryClient.invalidateQueries({ queryKey: runKeys.rowsOf(runId) }),
      ]),
  });
  return {
    count: () => {
      if (!isPending) mutate();
    },
    sheet: data?.ok ? data.value : null,
    isPending,
    refusal: isError ? LOST : data?.ok === false ? `${data.error.message} Reference ${data.error.reference}.` : null,
    forget: reset,
  };
}
