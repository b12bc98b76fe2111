"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { keepColumnChoice, readColumnChoice } from "@/components/runs/download-choice";
import { ROW_CHIPS } from "@/components/runs/row-words";
import { TickBox } from "@/components/shared/tick-box";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { RESULT_COLUMNS, type ResultColumn } from "@/lib/runs/result-columns";
import type { RowState } from "@/lib/runs/run";
import type { RunDto } from "@/lib/runs/schema";

const COLUMN_WORDS: Record<ResultColumn, string> = {
  state: "What became of the row",
  reason: "Why",
  name: "Name",
  title: "Title",
  company: "Company",
  email: "Emails with status",
  phones: "Phones",
  linkedin: "LinkedIn",
  credits: "Credits charged",
  lookup: "Lookup ID",
  person: "Person ID",
};
const STATES = Object.keys(ROW_CHIPS) as RowState[];

type DownloadRunDialogProps = { run: RunDto; onClose: () => void };

/** The file again, with what came of each row beside it. */
export function DownloadRunDialog({ run, onClose }: DownloadRunDialogProps) {
  const present = STATES.filter((state) => (run.counts[state] ?? 0) > 0);
  const [states, setStates] = useState<readonly RowState[]>(present);
  const [columns, setColumns] = useState<readonly ResultColumn[]>(readColumnChoice);
  const rows = states.reduce((sum, state) => sum + (run.counts[state] ?? 0), 0);
  const search = new URLSearchParams({
    columns: columns.join(),
    ...(states.length < present.length && { states: states.join() }),
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title="Download the result"
        description="All columns of the file as they were, then the ones that you choose. Numbers on a do-not-call list are covered."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <DownloadLink
              rows={rows}
              href={`/api/runs/${encodeURIComponent(run.id)}/export?${search.toString()}`}
              onDownload={() => {
                keepColumnChoice(columns);
                onClose();
              }}
            />
          </>
        }
      >
        <div className="grid gap-4">
          <Choices
            legend="Rows"
            options={present.map((value) => ({ value, word: ROW_CHIPS[value].word, aside: run.counts[value] ?? 0 }))}
            chosen={states}
            onChange={setStates}
          />
          <Choices
            legend="New columns"
            options={RESULT_COLUMNS.map((value) => ({ value, word: COLUMN_WORDS[value] }))}
            chosen={columns}
            onChange={setColumns}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

type DownloadLinkProps = { rows: number; href: string; onDownload: () => void };

/** The dialog goes once the browser has taken the address. */
function DownloadLink({ rows, href, onDownload }: DownloadLinkProps) {
  const label = `Download ${rows === 1 ? "1 row" : `${rows.toLocaleString("en")} rows`}`;
  if (rows === 0) {
    return (
      <Button variant="primary" disabled>
        <Download aria-hidden /> {label}
      </Button>
    );
  }
  return (
    <Button variant="primary" asChild>
      <a href={href} download onClick={() => window.setTimeout(onDownload)}>
        <Download aria-hidden /> {label}
      </a>
    </Button>
  );
}

type Option<Value> = { value: Value; word: string; aside?: number };
type ChoicesProps<Value> = {
  legend: string;
  options: readonly Option<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
};

function Choices<Value extends string>({ legend, options, chosen, onChange }: ChoicesProps<Value>) {
  const isAll = options.every(({ value }) => chosen.includes(value));
  const values = options.map(({ value }) => value);
  return (
    <fieldset>
      <legend className="mb-1 flex w-full items-baseline justify-between text-sm font-medium">
        {legend}
        <Button size="sm" variant="ghost" className="-mr-2.5" onClick={() => onChange(isAll ? [] : values)}>
          {isAll ? "None" : "All"}
          <span className="sr-only"> of the {legend.toLowerCase()}</span>
        </Button>
      </legend>
      <div className="grid grid-cols-2 gap-x-3 max-sm:grid-cols-1">
        {options.map(({ value, word, aside }) => (
          <label key={value} className="flex h-8 cursor-pointer items-center gap-2 rounded-md text-sm max-sm:h-10">
            <TickBox
              checked={chosen.includes(value)}
              onChange={(event) => {
                const isOn = event.target.checked;
                onChange(values.filter((one) => (one === value ? isOn : chosen.includes(one))));
              }}
            />
            <span className="min-w-0 flex-1 truncate">{word}</span>
            {aside !== undefined && <span className="figures text-muted-foreground">{aside.toLocaleString("en")}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
