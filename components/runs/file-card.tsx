"use client";

import { TriangleAlert } from "lucide-react";
import { useRunChange } from "@/components/runs/use-run-change";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { changeFormatAction } from "@/lib/runs/actions";
import { DELIMITERS, ENCODINGS, type Delimiter, type Encoding, type RunFormat } from "@/lib/runs/run";
import type { RunDto } from "@/lib/runs/schema";

const ENCODING_WORDS: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252",
};
const DELIMITER_WORDS: Record<Delimiter, string> = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" };

/** The first rows as they were read, and how. */
export function FileCard({ run }: { run: RunDto }) {
  const { format, mayChangeFormat, flawed, preview } = run;
  return (
    <Card aria-labelledby="file">
      <CardHeader>
        <CardTitle id="file">First rows</CardTitle>
        <span className="text-xs text-muted-foreground">
          {flawed === 1 ? "1 row looks odd" : `${flawed === 0 ? "No" : flawed.toLocaleString("en")} rows look odd`}
        </span>
      </CardHeader>
      {format && mayChangeFormat && <Format run={run} format={format} />}
      <Table
        caption={`The first ${preview.length === 1 ? "row" : `${String(preview.length)} rows`}`}
        boxClassName="rounded-none border-0 rounded-b-lg"
      >
        <TableHeader>
          <TableRow>
            <TableHead align="end" className="w-12">
              Line
            </TableHead>
            {run.header.map((name, column) => (
              <TableHead key={column}>
                <bdi>{name}</bdi>
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {preview.map((row) => (
            <PreviewRow key={row.number} row={row} columns={run.header.length} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

type PreviewRowProps = { row: RunDto["preview"][number]; columns: number };

function PreviewRow({ row: { line, cells, flaw }, columns }: PreviewRowProps) {
  return (
    <TableRow>
      <TableCell align="end" title={flaw ?? undefined} className="text-muted-foreground">
        {flaw && (
          <>
            <TriangleAlert aria-hidden className="mr-1 inline size-3.5 text-warning-ink" />
            <span className="sr-only">{flaw} </span>
          </>
        )}
        {line}
      </TableCell>
      {Array.from({ length: columns }, (_, column) => (
        <TableCell key={column} className="max-w-56">
          <bdi>{cells[column]}</bdi>
        </TableCell>
      ))}
    </TableRow>
  );
}

function Format({ run: { id: runId }, format }: { run: RunDto; format: RunFormat }) {
  const { make, isPending } = useRunChange(runId);
  const change = (changed: Partial<RunFormat>) => {
    if (isPending) return;
    void make({ change: () => changeFormatAction({ runId, ...format, ...changed }) });
  };
  const { encoding, delimiter, hasHeader } = format;
  const shared = { "aria-disabled": isPending || undefined };
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b px-4 py-3">
      <Field label="Encoding" className="w-36">
        <NativeSelect
          {...shared}
          value={encoding}
          onChange={({ target }) => {
            change({ encoding: ENCODINGS.find((known) => known === target.value) ?? encoding });
          }}
        >
          {ENCODINGS.map((known) => (
            <option key={known} value={known}>
              {ENCODING_WORDS[known]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Delimiter" className="w-32">
        <NativeSelect
          {...shared}
          value={delimiter}
          onChange={({ target }) => {
            change({ delimiter: DELIMITERS.find((known) => known === target.value) ?? delimiter });
          }}
        >
          {DELIMITERS.map((known) => (
            <option key={known} value={known}>
              {DELIMITER_WORDS[known]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="First row" className="w-48">
        <NativeSelect
          {...shared}
          value={hasHeader ? "names" : "person"}
          onChange={({ target }) => {
            change({ hasHeader: target.value === "names" });
          }}
        >
          <option value="names">Names the columns</option>
          <option value="person">Is a person</option>
        </NativeSelect>
      </Field>
      {isPending && (
        <span role="status" className="flex h-8 items-center gap-2 text-xs text-muted-foreground">
          <Spinner /> Reading the file again
        </span>
      )}
    </div>
  );
}
