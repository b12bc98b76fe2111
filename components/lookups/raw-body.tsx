import { CopyButton } from "@/components/shared/copy-button";
import { indentJson } from "@/lib/lookups/indent-json";

type RawBodyProps = { title: string; note: string; text: string };

/** A body as it went over the wire, closed until asked for. JSON is indented; anything else stands as it came. */
export function RawBody({ title, note, text }: RawBodyProps) {
  if (text === "") {
    return (
      <p className="text-sm">
        {title} <span className="text-muted-foreground">{note}</span>
      </p>
    );
  }
  return (
    <details className="group min-w-0 rounded-md border">
      <summary className="flex cursor-pointer items-center gap-2 px-3 py-2 text-sm select-none hover:bg-hover">
        <span className="font-medium">{title}</span>
        <span className="min-w-0 truncate text-xs text-muted-foreground">{note}</span>
      </summary>
      <div className="relative border-t">
        <div className="absolute top-1.5 right-1.5">
          <CopyButton value={text} label={`Copy ${title.toLowerCase()}`} />
        </div>
        <pre
          tabIndex={0}
          aria-label={title}
          className="max-h-96 overflow-auto p-3 pr-10 figures text-xs break-words whitespace-pre-wrap"
        >
          {indentJson(text) ?? text}
        </pre>
      </div>
    </details>
  );
}
