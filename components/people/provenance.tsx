import { OriginTip } from "@/components/record/origin-tip";
import { RelativeTime } from "@/components/shared/relative-time";
import type { Provenance as Origin } from "@/lib/people/record";

const SOURCES: Record<string, { word: string; sentence: string }> = {
  lookup: { word: "Lookup", sentence: "Came with the answer to a lookup" },
  delivery: { word: "Delivery", sentence: "Came later, by webhook" },
  human: { word: "By hand", sentence: "Entered by a person, and kept when Apollo says otherwise" },
};

type ProvenanceProps = { source: string; observedAt: string; origin?: Origin | undefined };

/** Where a value came from and how old it is; the whole sentence on hover and on focus where more is known of it. */
export function Provenance({ source, observedAt, origin }: ProvenanceProps) {
  const { word, sentence } = SOURCES[source] ?? { word: source, sentence: `Source: ${source}` };
  return (
    <span className="text-xs whitespace-nowrap text-muted-foreground">
      {origin ? <OriginTip origin={origin}>{word}</OriginTip> : <span title={sentence}>{word}</span>} ·{" "}
      <RelativeTime at={observedAt} />
    </span>
  );
}
