"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { OptionField, OPTIONS } from "@/components/lookups/option-field";
import { RefreshSheetTable } from "@/components/lookups/refresh-sheet-table";
import { useRefreshPeople } from "@/components/lookups/use-refresh-people";
import { PrepareRefreshDialog } from "@/components/runs/prepare-refresh-dialog";
import { QueryError } from "@/components/shared/query-error";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { creditWords } from "@/lib/credits/credits";
import { lookupQueries } from "@/lib/lookups/queries";
import type { RefreshSheet, RefreshWish } from "@/lib/lookups/refresh";
import type { PeopleSelection } from "@/lib/people/filters";

type RefreshDialogProps = {
  selection: PeopleSelection;
  count: number | null;
  /** Of the view that they are, for the run that many of them become. */
  name?: string;
  onClose: () => void;
  onDone: () => void;
};

const NOTHING_MORE: RefreshWish = {
  ...{ revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false },
  includesFresh: false,
};

/** Asks Apollo anew for a selection: what it costs stands there before anything is sent. */
export function RefreshDialog({ selection, count, name, onClose, onDone }: RefreshDialogProps) {
  const [wish, setWish] = useState(NOTHING_MORE);
  const asked = useQuery({ ...lookupQueries.refreshSheet(selection, wish), placeholderData: keepPreviousData });
  const { start, isPending, refusal } = useRefreshPeople(() => {
    onDone();
    onClose();
  });
  const { data: sheet, error, isPlaceholderData } = asked;
  if (sheet?.isTooMany) {
    const many = { selection, selected: sheet.selected, name };
    return <PrepareRefreshDialog {...many} onClose={onClose} onDone={onDone} />;
  }
  const mayStart = sheet !== undefined && !isPlaceholderData && sheet.toSend > 0;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title={count === null ? "Refresh them" : `Refresh ${count === 1 ? "1 person" : `${String(count)} people`}`}
        description="Apollo is asked anew for each of them. What it says is merged; what a colleague typed stays."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton
              disabled={!mayStart}
              isPending={isPending}
              pendingLabel="Starting"
              onClick={() => {
                if (mayStart) start({ selection, wish, ceiling: sheet.ceiling });
              }}
            >
              {sheet ? nameOf(sheet) : "Refresh"}
            </SubmitButton>
          </>
        }
      >
        <div className="grid gap-4">
          {refusal && (
            <Alert tone="danger" title="Nothing was sent">
              {refusal}
            </Alert>
          )}
          {error && !sheet && (
            <QueryError title="The cost cannot be shown" error={error} onRetry={() => void asked.refetch()} />
          )}
          {!sheet && !error && <Skeleton className="h-64" />}
          {sheet && (
            <>
              <Wishes sheet={sheet} wish={wish} onChange={setWish} />
              <RefreshSheetTable sheet={sheet} isStale={isPlaceholderData} />
            </>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function nameOf({ ceiling, needsApproval }: RefreshSheet): string {
  return `${needsApproval ? "Ask for approval" : "Refresh"} · up to ${creditWords(ceiling)}`;
}

type WishesProps = { sheet: RefreshSheet; wish: RefreshWish; onChange: (wish: RefreshWish) => void };

function Wishes({ sheet: { ceilings, canReceivePhones, freshDays }, wish, onChange }: WishesProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">What is bought of each</legend>
      {OPTIONS.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          isOn={wish[option.name]}
          ceilings={ceilings}
          canReceivePhones={canReceivePhones}
          onChange={(isOn) => {
            onChange({ ...wish, [option.name]: isOn });
          }}
        />
      ))}
      <Field
        layout="inline"
        label={`Also who was bought in the last ${String(freshDays)} days`}
        help="Otherwise they are left out: what is there is fresh."
      >
        <Checkbox
          checked={wish.includesFresh}
          onCheckedChange={(checked) => {
            onChange({ ...wish, includesFresh: checked === true });
          }}
        />
      </Field>
    </fieldset>
  );
}
