"use client";

import { useQuery } from "@tanstack/react-query";
import { FieldRow } from "@/components/record/field-row";
import { DefinitionList } from "@/components/shared/definition-list";
import { QueryError } from "@/components/shared/query-error";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { peopleQueries } from "@/lib/people/queries";
import { EDITABLE_FIELDS, type EditableField } from "@/lib/people/editable";
import type { PersonRecord } from "@/lib/people/record";

const PARTS: Partial<Record<EditableField, string>> = {
  ...{ companyName: "company", companyDomain: "company" },
  ...{ city: "place", state: "place", country: "place" },
};

/** The fields of a profile that members may write, each with where its value came from. */
export function DetailsPanel({ personId }: { personId: string }) {
  const { data: record, error, refetch } = useQuery(peopleQueries.record(personId));
  return (
    <Card aria-label="Details">
      <CardHeader>
        <CardTitle>Details</CardTitle>
        {record?.mayEdit && <span className="text-xs text-muted-foreground">Enter edits and saves, Esc leaves</span>}
      </CardHeader>
      <CardBody>
        {record && <Fields personId={personId} record={record} />}
        {!record && error && (
          <QueryError title="The details cannot be shown" error={error} onRetry={() => void refetch()} />
        )}
        {!record && !error && <Skeleton className="h-72" />}
      </CardBody>
    </Card>
  );
}

function Fields({ personId, record }: { personId: string; record: PersonRecord }) {
  return (
    <DefinitionList className="gap-y-1 sm:grid-cols-[7rem_1fr]">
      {EDITABLE_FIELDS.map((field) => (
        <FieldRow
          key={field}
          personId={personId}
          field={field}
          value={record.values[field]}
          origin={record.fields[PARTS[field] ?? field]}
          mayEdit={record.mayEdit}
        />
      ))}
    </DefinitionList>
  );
}
