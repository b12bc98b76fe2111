import { CopyButton } from "@/components/shared/copy-button";

export type OneTimeLinkShown = { url: string };

/** The link itself, whole and selectable where the clipboard is refused. */
export function OneTimeLinkBox({ url }: OneTimeLinkShown) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-start gap-2 rounded-md border bg-background p-2.5">
        <code aria-label="Link" className="min-w-0 flex-1 font-mono text-xs break-all select-all">
          {url}
        </code>
        <CopyButton value={url} label="Copy link" />
      </div>
      <p className="text-xs text-muted-foreground">Shown this once: only a fingerprint of it is kept.</p>
    </div>
  );
}
