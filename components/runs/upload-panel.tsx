"use client";

import { FileSpreadsheet, Upload } from "lucide-react";
import { useRef, type ReactNode } from "react";
import type { Refused, Uploading } from "@/components/runs/use-upload";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

const SAMPLE = "/sample-people.csv";

type ChooseFileProps = { onFiles: (files: readonly File[]) => void; isPending: boolean; children: ReactNode };

/** A button that opens the system's own choice of a file. */
export function ChooseFile({ onFiles, isPending, children }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        aria-label="CSV file"
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // Chosen again after it was mended, the same file is a change.
          target.value = "";
        }}
      />
      <Button
        variant="primary"
        aria-disabled={isPending || undefined}
        onClick={() => {
          if (!isPending) input.current?.click();
        }}
      >
        <Upload aria-hidden /> {children}
      </Button>
    </>
  );
}

export function SampleLink() {
  return (
    <Button asChild variant="ghost">
      <a href={SAMPLE} download>
        Download a sample
      </a>
    </Button>
  );
}

type UploadPanelProps = {
  uploading: Uploading | null;
  refused: Refused | null;
  onCancel: () => void;
  onDismiss: () => void;
};

/** How far an upload is, or why a file was not taken. */
export function UploadPanel({ uploading, refused, onCancel, onDismiss }: UploadPanelProps) {
  if (uploading) return <UnderWay uploading={uploading} onCancel={onCancel} />;
  if (!refused) return null;
  return (
    <Alert
      tone="danger"
      className="mb-4"
      title={refused.name === null ? "Nothing was uploaded" : `${refused.name} was not taken`}
      action={
        <Button size="sm" onClick={onDismiss}>
          Dismiss
        </Button>
      }
    >
      {refused.sentence}
      {refused.reference && <span className="text-muted-foreground"> Reference {refused.reference}.</span>}
    </Alert>
  );
}

function UnderWay({ uploading: { name, fraction }, onCancel }: { uploading: Uploading; onCancel: () => void }) {
  const percent = Math.floor(fraction * 100);
  const isSent = fraction >= 1;
  return (
    <div className="mb-4 flex items-center gap-3 rounded-lg border bg-card px-3 py-2.5">
      {isSent ? <Spinner /> : <FileSpreadsheet aria-hidden className="size-4 shrink-0 text-muted-foreground" />}
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="flex items-baseline justify-between gap-3">
          <span className="truncate font-medium">{name}</span>
          <span role="status" className="shrink-0 text-xs text-muted-foreground">
            {isSent ? "Reading the rows" : "Uploading"}
          </span>
        </p>
        <span
          role="progressbar"
          aria-label={`Upload of ${name}`}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          className="block h-1 overflow-hidden rounded-full bg-selected"
        >
          <span className="block h-full bg-foreground transition-[width]" style={{ width: `${String(percent)}%` }} />
        </span>
      </div>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

/** Where a file may be dropped: the whole page, while one is held over it. */
export function DropOverlay() {
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-0 z-40 grid place-content-center bg-scrim p-4 motion-safe:animate-fade-in"
    >
      <p className="flex items-center gap-2 rounded-lg border-2 border-dashed border-sun bg-popover px-8 py-6 text-base font-medium shadow-overlay">
        <Upload className="size-5" /> Drop the file to upload it
      </p>
    </div>
  );
}
