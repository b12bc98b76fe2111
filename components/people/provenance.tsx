import { RelativeTime } from "@/components/shared/relative-time";

const SOURCES: Record<string, { word: string; sentence: string }> = {
  lookup: { word: "Lookup", sentence: "Came with the answer to a lookup" },
  delivery: { word: "Delivery", sentence: "Came later, by webhook" },
  human: { word: "By hand", sentence: "Entered by a person, and kept when Apollo says otherwise" },
};

/** Where a value came from and how old it is; the whole sentence and the exact time on hover. */
export function Provenance({ source, observedAt }: { source: string; observedAt: string }) {
  const { word, sentence } = SOURCES[source] ?? { word: source, sentence: `Source: ${source}` };
  return (
    <span className="text-xs whitespace-nowrap text-muted-foreground">
      <span title={sentence}>{word}</span> · <RelativeTime at={observedAt} />
    </span>
  );
}
