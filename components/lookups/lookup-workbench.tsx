"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import { LookupForm } from "@/components/lookups/lookup-form";
import type { LookupPreset } from "@/components/lookups/lookup-href";
import { LookupResult, ResultPlaceholder, ResultSkeleton } from "@/components/lookups/lookup-result";
import { ReadinessNotice } from "@/components/lookups/readiness-notice";
import { ErrorState } from "@/components/shared/error-state";
import { IntentLink } from "@/components/shared/intent-link";
import { Button } from "@/components/ui/button";
import { ERRORS } from "@/lib/errors/errors";
import { requestLookupAction } from "@/lib/lookups/actions";
import { lookupKeys, lookupQueries } from "@/lib/lookups/queries";
import type { RequestLookupInput } from "@/lib/lookups/schema";
import type { Readiness } from "@/lib/lookups/server/get-readiness";
import type { PublicError } from "@/lib/result/result";

type LookupWorkbenchProps = { readiness: Readiness; preset: LookupPreset };

/** The form and, beside it, what came back. The shown lookup stands in the URL, so that a reload keeps it. */
export function LookupWorkbench({ readiness, preset }: LookupWorkbenchProps) {
  const queryClient = useQueryClient();
  const [shownId, setShownId] = useQueryState("lookup", parseAsString);
  const [refusal, setRefusal] = useState<PublicError | null>(null);
  const { data: shown } = useQuery({ ...lookupQueries.detail(shownId ?? ""), enabled: shownId !== null });
  const resultRef = useRef<HTMLElement>(null);
  const request = useMutation({
    mutationFn: (input: RequestLookupInput) => requestLookupAction(input),
    onSettled: () => queryClient.invalidateQueries({ queryKey: lookupKeys.all }),
  });

  const lookUp = async (input: RequestLookupInput) => {
    setRefusal(null);
    resultRef.current?.scrollIntoView({ block: "start" });
    const result = await request.mutateAsync(input).catch(() => null);
    if (result?.ok) {
      await setShownId(result.value.lookupId);
      return null;
    }
    if (result?.error.fields) return result.error.fields;
    setRefusal(result?.error ?? LOST);
    return null;
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ReadinessNotice readiness={readiness} />
        <LookupForm
          preset={preset}
          isPending={request.isPending}
          canReceivePhones={readiness.canReceivePhones}
          ceilings={readiness.ceilings}
          approvalAbove={readiness.approvalAbove}
          shownPersonId={shown?.person?.id ?? null}
          onLookUp={lookUp}
        />
      </div>
      <section
        ref={resultRef}
        aria-label="Result"
        aria-busy={request.isPending}
        className="grid min-w-0 scroll-mt-32 gap-4"
      >
        {refusal && <Refusal {...refusal} />}
        <ShownResult isPending={request.isPending} shownId={shownId} />
      </section>
    </div>
  );
}

/** There is no log to look into for what never came. */
const LOST: PublicError = { code: "no_answer", message: ERRORS.no_answer.say, reference: "" };

/** Says whether a call may have been made: only then is there something to look for. */
function Refusal({ code, message, reference }: PublicError) {
  if (code !== "no_answer")
    return (
      <ErrorState title="The lookup was not made" reference={reference}>
        {message}
      </ErrorState>
    );
  const history = (
    <Button asChild>
      <IntentLink href="/history">Open History</IntentLink>
    </Button>
  );
  return (
    <ErrorState title="No answer came" reference={reference} action={history}>
      {message}
    </ErrorState>
  );
}

function ShownResult({ isPending, shownId }: { isPending: boolean; shownId: string | null }) {
  if (isPending) return <ResultSkeleton />;
  return shownId === null ? <ResultPlaceholder /> : <LookupResult key={shownId} id={shownId} />;
}
