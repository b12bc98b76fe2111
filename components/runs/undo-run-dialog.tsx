"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { peopleWords } from "@/components/people/use-bulk-change";
import { QueryError } from "@/components/shared/query-error";
import { QuestionDialog } from "@/components/shared/question-dialog";
import { Alert } from "@/components/ui/alert";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import { creditWords } from "@/lib/credits/credits";
import { lookupKeys } from "@/lib/lookups/queries";
import { peopleKeys } from "@/lib/people/queries";
import type { RunUndoSheet } from "@/lib/runs/result";
import { undoRunAction } from "@/lib/runs/actions";
import { runKeys, runQueries } from "@/lib/runs/queries";
import type { RunDto } from "@/lib/runs/schema";

const LOST = "The server did not answer. What was taken back stays so; go on to take back the rest.";

type UndoRunDialogProps = { run: RunDto; onClose: () => void };

/** Says what an undo takes back, and takes it back turn by turn. Closed in between, it goes on from there the next time. */
export function UndoRunDialog({ run, onClose }: UndoRunDialogProps) {
  const { data: sheet, error, refetch } = useQuery(runQueries.undo(run.id));
  const { start, isPending, left, refusal } = useUndo(run, onClose);
  const lookups = left ?? sheet?.lookups ?? 0;
  return (
    <QuestionDialog
      title="Undo this run?"
      description="The record of each person is as it would be had the run not asked for them. What colleagues typed stays."
      cancel={isPending ? "Stop here" : "Cancel"}
      confirm={left === null ? `Take back ${lookupWords(lookups)}` : "Go on"}
      pending={`${lookups.toLocaleString("en")} left`}
      variant="danger"
      isPending={isPending}
      onConfirm={() => {
        if (sheet && lookups > 0) start();
      }}
      onClose={onClose}
    >
      <div className="grid gap-3 text-sm">
        {refusal && (
          <Alert tone="danger" title="Not all of it was taken back">
            {refusal}
          </Alert>
        )}
        {error && !sheet && (
          <QueryError title="What it brought cannot be told" error={error} onRetry={() => void refetch()} />
        )}
        {!sheet && !error && <Skeleton className="h-16" />}
        {sheet && <Sheet sheet={sheet} />}
      </div>
    </QuestionDialog>
  );
}

function Sheet({ sheet: { lookups, people, creditsCharged } }: { sheet: RunUndoSheet }) {
  if (lookups === 0) return <p>Nothing that this run brought stands in a record any more.</p>;
  return (
    <ul className="grid list-disc gap-1.5 pl-5">
      <li>
        It takes back what {lookupWords(lookups)} brought into the records of {peopleWords(people)}.
      </li>
      <li>No credits come back: {creditWords(creditsCharged)} stay spent.</li>
      <li>The people themselves, and the lists they are in, stay.</li>
    </ul>
  );
}

const lookupWords = (count: number): string => (count === 1 ? "1 lookup" : `${count.toLocaleString("en")} lookups`);

/** One turn after another, until nothing is left or the dialog is gone. */
function useUndo({ id: runId }: RunDto, onDone: () => void) {
  const queryClient = useQueryClient();
  const [left, setLeft] = useState<number | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const { mutate, isPending, isError, data } = useMutation({
    mutationFn: async () => {
      for (let lookups = 0; ;) {
        const result = await undoRunAction({ runId });
        if (!result.ok) return result;
        lookups += result.value.lookups;
        setLeft(result.value.left);
        if (result.value.left === 0 || isGone.current) return { ...result, value: { ...result.value, lookups } };
      }
    },
    onSuccess: (result) => {
      if (!result.ok) return;
      const { lookups, left: rest } = result.value;
      const title = `Took back what ${lookupWords(lookups)} brought`;
      const description = rest > 0 ? `${lookupWords(rest)} left: undo the run again to go on.` : undefined;
      showToast({ tone: rest > 0 ? "plain" : "success", title, ...(description && { description }) });
      onDone();
    },
    onSettled: () =>
      Promise.all(
        [runKeys.all, peopleKeys.all, lookupKeys.all].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      ),
  });
  const refused = data?.ok === false ? `${data.error.message} Reference ${data.error.reference}.` : null;
  return { start: () => mutate(), isPending, left, refusal: isError ? LOST : refused };
}
