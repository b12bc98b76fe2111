"use client";

import type { useAuditView } from "@/components/audit/use-audit-view";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { AUDIT_KIND_WORDS, AUDIT_KINDS } from "@/lib/audit/audit-kinds";

type AuditToolbarProps = {
  chosen: ReturnType<typeof useAuditView>;
  members: readonly { id: string; name: string }[];
};

export function AuditToolbar({ chosen: { view, narrow, isNarrowed, clear }, members }: AuditToolbarProps) {
  return (
    <form
      aria-label="Filters"
      className="mb-3 grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Field label="Who">
        <NativeSelect
          value={view.who ?? ""}
          onChange={(event) => {
            narrow({ who: event.target.value });
          }}
        >
          <option value="">Everyone</option>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="nobody">Nobody signed in</option>
        </NativeSelect>
      </Field>
      <Field label="Kind">
        <NativeSelect
          value={view.kind ?? ""}
          onChange={(event) => {
            narrow({ kind: event.target.value });
          }}
        >
          <option value="">Every kind</option>
          {AUDIT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {AUDIT_KIND_WORDS[kind]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {(["from", "to"] as const).map((end) => (
        <Field key={end} label={end === "from" ? "From" : "To"}>
          <Input
            type="date"
            value={view[end] ?? ""}
            onChange={(event) => {
              narrow({ [end]: event.target.value });
            }}
          />
        </Field>
      ))}
      {isNarrowed && (
        <Button variant="ghost" onClick={clear} className="max-sm:col-span-2">
          Clear
        </Button>
      )}
    </form>
  );
}
