"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus, ShieldBan } from "lucide-react";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { CheckSuppression } from "@/components/privacy/check-suppression";
import { PrivacyTabs } from "@/components/privacy/privacy-tabs";
import { KIND_LABELS, REASON_LABELS } from "@/components/privacy/suppression-words";
import { SuppressionsTable } from "@/components/privacy/suppressions-table";
import { EmptyState } from "@/components/shared/empty-state";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { suppressionQueries } from "@/lib/suppressions/queries";
import type { SuppressionDto } from "@/lib/suppressions/schema";
import { SUPPRESSION_KINDS, SUPPRESSION_REASONS } from "@/lib/suppressions/suppression";

const AddDialog = lazyDialog(() =>
  import("@/components/privacy/add-suppressions-dialog").then((m) => m.AddSuppressionsDialog),
);
const RemoveDialog = lazyDialog(() =>
  import("@/components/privacy/remove-suppression-dialog").then((loaded) => loaded.RemoveSuppressionDialog),
);

const PARSERS = {
  kind: parseAsStringLiteral(SUPPRESSION_KINDS),
  reason: parseAsStringLiteral(SUPPRESSION_REASONS),
};

/** Who is never to be looked up. Values stand here as digests alone, so none of them can be shown. For admins. */
export function SuppressionsView() {
  const [isAdding, setIsAdding] = useState(false);
  const [leaving, setLeaving] = useState<SuppressionDto | null>(null);
  return (
    <div className="max-w-5xl">
      <PrivacyTabs />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <CheckSuppression />
        <SuppressionsToolbar
          onAdd={() => {
            setIsAdding(true);
          }}
        />
        <SuppressionsList onRemove={setLeaving} />
      </div>
      {isAdding && (
        <AddDialog
          onClose={() => {
            setIsAdding(false);
          }}
        />
      )}
      {leaving && (
        <RemoveDialog
          entry={leaving}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </div>
  );
}

/** The filters live in the address. */
function useView() {
  const [{ kind, reason }, narrow] = useQueryStates(PARSERS);
  return { kind, reason, narrow };
}

function SuppressionsToolbar({ onAdd }: { onAdd: () => void }) {
  const { kind, reason, narrow } = useView();
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <div className="grid flex-1 grid-cols-2 gap-2 sm:max-w-md">
        <Field label="Kind">
          <NativeSelect
            value={kind ?? ""}
            onChange={({ target }) => void narrow({ kind: PARSERS.kind.parse(target.value) })}
          >
            <option value="">Any kind</option>
            {SUPPRESSION_KINDS.map((word) => (
              <option key={word} value={word}>
                {KIND_LABELS[word]}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Reason">
          <NativeSelect
            value={reason ?? ""}
            onChange={({ target }) => void narrow({ reason: PARSERS.reason.parse(target.value) })}
          >
            <option value="">Any reason</option>
            {SUPPRESSION_REASONS.map((word) => (
              <option key={word} value={word}>
                {REASON_LABELS[word]}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <Button variant="primary" onClick={onAdd}>
        <Plus aria-hidden /> Add to the list
      </Button>
    </div>
  );
}

function SuppressionsList({ onRemove }: { onRemove: (entry: SuppressionDto) => void }) {
  const { kind, reason } = useView();
  const view = { ...(kind && { kind }), ...(reason && { reason }) };
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    suppressionQueries.list(view),
  );
  const suppressions = data?.pages.flatMap((page) => page.suppressions) ?? [];
  if (error && !data)
    return <QueryError title="The list cannot be shown" error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-48" />;
  if (suppressions.length === 0)
    return (
      <EmptyState icon={ShieldBan} title={kind || reason ? "Nothing of that kind" : "Nobody is suppressed"}>
        Whoever stands on the list is not looked up by anybody, at no cost, and nothing of them is kept.
      </EmptyState>
    );
  return (
    <div>
      <SuppressionsTable suppressions={suppressions} onRemove={onRemove} />
      <LoadMore
        hasMore={hasNextPage}
        isPending={isFetchingNextPage}
        onMore={() => void fetchNextPage()}
        summary={`${String(suppressions.length)}${hasNextPage ? "+" : ""} ${suppressions.length === 1 ? "entry" : "entries"}`}
      />
    </div>
  );
}
