"use client";

import { useQuery } from "@tanstack/react-query";
import { useRecordChange } from "@/components/record/use-record-change";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { setPolicyAction } from "@/lib/people/actions";
import {
  FIELD_POLICIES,
  FIELD_WORDS,
  POLICY_FIELDS,
  type FieldPolicy,
  type PolicyField,
} from "@/lib/people/field-policy";
import type { PolicyOverview } from "@/lib/people/policies";
import { peopleQueries } from "@/lib/people/queries";

const POLICY_WORDS: Record<FieldPolicy, { word: string; says: string }> = {
  refresh: { word: "Refresh", says: "The newest answer counts." },
  fill_empty: { word: "Fill empty", says: "An answer counts only while nothing is known." },
  protect: { word: "Protect", says: "Answers change nothing: members alone write it." },
};

/** For admins: what answers and deliveries may do to each field. */
export function FieldPolicyView() {
  const { data, error, refetch } = useQuery(peopleQueries.policies());
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Field policy"
        description="What answers and deliveries may do to each field, from the next one on. What they say is kept all the same, and what a lookup changed shows what was not taken."
      />
      <ul className="mb-4 grid gap-1 text-xs text-muted-foreground">
        {FIELD_POLICIES.map((policy) => (
          <li key={policy}>
            <span className="font-medium text-foreground">{POLICY_WORDS[policy].word}</span>:{" "}
            {POLICY_WORDS[policy].says}
          </li>
        ))}
      </ul>
      {data && <Fields overview={data} />}
      {!data && error && <QueryError title="The policy cannot be shown" error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-96" />}
    </div>
  );
}

function Fields({ overview: { policies } }: { overview: PolicyOverview }) {
  const { save, isPending } = useRecordChange({
    change: setPolicyAction,
    done: ({ field, policy }) => ({ title: `${FIELD_WORDS[field]}: ${POLICY_WORDS[policy].word.toLowerCase()}` }),
  });
  return (
    <ul aria-label="Fields" className="divide-y rounded-lg border bg-card">
      {POLICY_FIELDS.map((field) => (
        <li key={field} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-1.5">
          <span>{FIELD_WORDS[field]}</span>
          <span className="w-40">
            <NativeSelect
              aria-label={`Policy of ${FIELD_WORDS[field]}`}
              value={policies[field]}
              aria-disabled={isPending || undefined}
              onChange={(event) => {
                const policy = FIELD_POLICIES.find((word) => word === event.target.value);
                if (policy && !isPending) void save({ field, policy });
              }}
            >
              {choicesOf(field).map((policy) => (
                <option key={policy} value={policy}>
                  {POLICY_WORDS[policy].word}
                </option>
              ))}
            </NativeSelect>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Nobody could be told apart without a name. */
const choicesOf = (field: PolicyField) =>
  field === "fullName" ? FIELD_POLICIES.filter((policy) => policy !== "protect") : FIELD_POLICIES;
