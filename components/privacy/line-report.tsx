import { LINE_WORDS, type LineReport, type LineWord } from "@/lib/suppressions/schema";

const SAID: Record<LineWord, string> = {
  added: "Added",
  changed: "Reason or end changed",
  already: "On the list already",
  repeated: "Stands further up already",
  unreadable: "Not understood, left out",
};
/** Beyond that a list of numbers helps nobody. */
const NAMED_MAX = 200;

/** What became of each line, by its number: the values are gone. */
export function LineReportList({ report }: { report: LineReport }) {
  const groups = LINE_WORDS.map((word) => ({ word, lines: report.filter(({ became }) => became === word) }));
  return (
    <div role="status">
      <dl className="grid gap-3">
        {groups
          .filter(({ lines }) => lines.length > 0)
          .map(({ word, lines }) => (
            <div key={word} className="grid gap-0.5">
              <dt className="flex justify-between gap-3 font-medium">
                {SAID[word]} <span className="figures">{lines.length.toLocaleString("en")}</span>
              </dt>
              <dd className="max-h-24 overflow-y-auto text-xs break-words text-muted-foreground">
                {lines.length === 1 ? "Line " : "Lines "}
                {lines
                  .slice(0, NAMED_MAX)
                  .map(({ line }) => String(line))
                  .join(", ")}
                {lines.length > NAMED_MAX && ` and ${(lines.length - NAMED_MAX).toLocaleString("en")} more`}
              </dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
