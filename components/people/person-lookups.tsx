"use client";

import { useState } from "react";
import { OutcomeChip } from "@/components/lookups/outcome-chip";
import { UndoButton } from "@/components/record/undo-button";
import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { creditWords } from "@/lib/credits/credits";
import { LOOKUP_OUTCOMES } from "@/lib/lookups/lookup";
import type { PersonRecord } from "@/lib/people/record";
import type { PersonPageDto } from "@/lib/people/schema";

type PersonLookup = PersonPageDto["lookups"][number];
type PersonLookupsProps = {
  lookups: readonly PersonLookup[];
  /** What is known of each one's undo. */
  record?: Pick<PersonRecord, "undoable" | "mayEdit"> | undefined;
};

/** The lookups that brought what is known, newest first. A rep sees own lookups only. */
export function PersonLookups({ lookups, record }: PersonLookupsProps) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const undoable = record?.mayEdit ? record.undoable.filter(({ isUndone }) => !isUndone) : [];
  const chosen = ticked.filter((id) => undoable.some(({ lookupId }) => lookupId === id));
  return (
    <Card aria-label="Lookups">
      <CardHeader>
        <CardTitle>Lookups</CardTitle>
        {chosen.length > 1 && <UndoButton lookupIds={chosen} label={`Undo ${String(chosen.length)} lookups…`} />}
      </CardHeader>
      {lookups.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground">None of yours. Someone else looked this person up.</p>
      ) : (
        <ul className="divide-y">
          {lookups.map((lookup) => (
            <LookupLine
              key={lookup.id}
              lookup={lookup}
              undo={record?.undoable.find(({ lookupId }) => lookupId === lookup.id)}
              mayEdit={record?.mayEdit ?? false}
              tick={
                undoable.length > 1 && undoable.some(({ lookupId }) => lookupId === lookup.id)
                  ? {
                      isTicked: chosen.includes(lookup.id),
                      onTick: (isTicked) => {
                        setTicked(isTicked ? [...chosen, lookup.id] : chosen.filter((id) => id !== lookup.id));
                      },
                    }
                  : null
              }
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

type LookupLineProps = {
  lookup: PersonLookup;
  undo: PersonRecord["undoable"][number] | undefined;
  mayEdit: boolean;
  tick: { isTicked: boolean; onTick: (isTicked: boolean) => void } | null;
};

function LookupLine({ lookup: { id, outcome, who, credits, createdAt }, undo, mayEdit, tick }: LookupLineProps) {
  const known = LOOKUP_OUTCOMES.find((word) => word === outcome);
  return (
    <li className="flex items-center gap-1 pr-2 transition-colors hover:bg-hover">
      {tick && (
        <Checkbox
          className="ml-4"
          checked={tick.isTicked}
          aria-label={`Choose the lookup by ${who}`}
          onCheckedChange={(isTicked) => {
            tick.onTick(isTicked === true);
          }}
        />
      )}
      <IntentLink
        href={`/history/${id}`}
        className="flex min-h-10 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 py-2 pr-2 pl-4 focus-visible:-outline-offset-2"
      >
        {known && <OutcomeChip outcome={known} />}
        {undo?.isUndone && <Badge tone="warning">Undone</Badge>}
        <span className="min-w-0 truncate">{who}</span>
        <span className="text-muted-foreground">{creditWords(credits)}</span>
        <RelativeTime at={createdAt} className="ml-auto text-xs text-muted-foreground" />
      </IntentLink>
      {undo && mayEdit && (
        <UndoButton
          lookupIds={[id]}
          label={undo.isUndone ? "Redo…" : "Undo…"}
          name={undo.isUndone ? "Put back what this lookup changed" : "Undo what this lookup changed"}
        />
      )}
    </li>
  );
}
