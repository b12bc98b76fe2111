"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useRunChange } from "@/components/runs/use-run-change";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { changeMappingAction } from "@/lib/runs/actions";
import { PARAMETER_WORDS, PARAMETERS, type Parameter } from "@/lib/runs/parameters";
import type { RunDto } from "@/lib/runs/schema";

const SAMPLES = 3;

/** What each column gives of a person. */
export function ColumnsCard({ run }: { run: RunDto }) {
  const { id: runId, header, preview, mayChange } = run;
  const { make, isPending } = useRunChange(runId);
  const [chosen, setChosen] = useState<RunDto["mapping"] | null>(null);
  // Who chooses faster than the server answers chooses on top of what they chose: actions go one after the other.
  const mapping = (isPending ? chosen : null) ?? run.mapping;
  const choose = (column: number, parameter: Parameter | null) => {
    // What another column gave is given by this one now.
    const others = mapping.map((given) => (given === parameter ? null : given));
    const next = others.with(column, parameter);
    setChosen(next);
    void make({ change: () => changeMappingAction({ runId, mapping: next }) });
  };
  return (
    <Card aria-labelledby="columns">
      <CardHeader>
        <CardTitle id="columns">Columns</CardTitle>
        <span className="flex items-center gap-2">
          {isPending && <Spinner />}
          {run.isRemembered && <Badge title="Chosen before for a file with these columns">Remembered</Badge>}
        </span>
      </CardHeader>
      <ul className="max-h-[28rem] divide-y overflow-y-auto" tabIndex={0} aria-label="Columns and what they give">
        {header.map((name, column) => (
          <li
            key={column}
            className="grid grid-cols-[minmax(0,1fr)_10.5rem] items-center gap-x-4 px-4 py-2 max-sm:grid-cols-[minmax(0,1fr)_9.5rem]"
          >
            <div className="min-w-0">
              <p className="truncate font-medium">
                <bdi>{name}</bdi>
              </p>
              <p className="truncate text-xs text-muted-foreground">
                {samplesOf(preview, column).join(" · ") || <span className="text-faint-foreground">no values</span>}
              </p>
            </div>
            <Gives
              name={name}
              value={mapping[column] ?? null}
              mayChange={mayChange}
              onChoose={(parameter) => {
                choose(column, parameter);
              }}
            />
          </li>
        ))}
      </ul>
      <Standing missing={run.missing} />
    </Card>
  );
}

function samplesOf(preview: RunDto["preview"], column: number): string[] {
  const values = preview.map(({ cells }) => cells[column]?.trim() ?? "").filter((value) => value !== "");
  return [...new Set(values)].slice(0, SAMPLES);
}

type GivesProps = {
  name: string;
  value: Parameter | null;
  mayChange: boolean;
  onChoose: (parameter: Parameter | null) => void;
};

function Gives({ name, value, mayChange, onChoose }: GivesProps) {
  if (!mayChange) return <span className="text-muted-foreground">{value ? PARAMETER_WORDS[value] : "Not used"}</span>;
  return (
    <NativeSelect
      aria-label={`${name} gives`}
      value={value ?? ""}
      onChange={({ target }) => {
        onChoose(PARAMETERS.find((parameter) => parameter === target.value) ?? null);
      }}
    >
      <option value="">Not used</option>
      {PARAMETERS.map((parameter) => (
        <option key={parameter} value={parameter}>
          {PARAMETER_WORDS[parameter]}
        </option>
      ))}
    </NativeSelect>
  );
}

function Standing({ missing }: Pick<RunDto, "missing">) {
  return (
    <p role="status" className="flex items-start gap-2 border-t px-4 py-2.5 text-muted-foreground">
      {missing === null ? (
        <>
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success-ink" />
          People can be asked for by these. Columns that are not used stay in the file.
        </>
      ) : (
        <>
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-ink" />
          {missing}
        </>
      )}
    </p>
  );
}
