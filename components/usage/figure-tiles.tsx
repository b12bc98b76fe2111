import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { amount, percent } from "@/components/usage/format-usage";
import type { UsageReport } from "@/lib/usage/usage-report";

type Tile = { word: string; value: ReactNode; unit?: string; lines: ReactNode[] };

/** The five figures of these days, each beside that of as many days before. */
export function FigureTiles({ report }: { report: UsageReport }) {
  const before = report.days === 1 ? "the day before" : `the ${String(report.days)} days before`;
  return (
    <section aria-label="Figures">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-5">
        {tilesOf(report, before).map(({ word, value, unit, lines }, index) => (
          <div key={word} className={cn("bg-card px-4 py-3 max-sm:px-3", index === 0 && "max-lg:col-span-2")}>
            <dt className="truncate text-xs text-muted-foreground">{word}</dt>
            <dd>
              <span className="figures text-xl font-medium">{value}</span>
              {unit && <span className="text-xs text-muted-foreground"> {unit}</span>}
              {lines.map((line, place) => (
                <span key={place} className="block text-xs text-muted-foreground">
                  {line}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const NONE_YET = <span className="text-faint-foreground">—</span>;

function tilesOf({ now, before }: UsageReport, when: string): Tile[] {
  return [
    {
      word: "Credits spent",
      value: amount(now.credits),
      lines: [`${amount(before.credits)} in ${when}`, lookupWords(now.lookups)],
    },
    {
      word: "Credits saved",
      value: amount(now.saved.total),
      lines: [
        `${amount(now.saved.store)} by ${String(now.saved.storeCount)} from the store`,
        `${amount(now.saved.joined)} by ${String(now.saved.joinedCount)} joined`,
        `${amount(before.saved.total)} in ${when}`,
      ],
    },
    rateTile("Match rate", [now.matched, before.matched], { of: "answered", when }),
    rateTile("Phone rate", [now.phones.came, before.phones.came], { of: "that asked for one", when }),
    {
      word: "Per usable number",
      value: now.phones.perNumber === null ? NONE_YET : amount(now.phones.perNumber),
      ...(now.phones.perNumber !== null && { unit: "credits" }),
      lines: [
        `${amount(now.phones.credits)} spent, ${now.phones.usable.toLocaleString("en")} valid`,
        before.phones.perNumber === null ? `none in ${when}` : `${amount(before.phones.perNumber)} in ${when}`,
      ],
    },
  ];
}

type Rate = { count: number; of: number };

function rateTile(word: string, [now, before]: [Rate, Rate], { of, when }: { of: string; when: string }): Tile {
  const share = percent(before);
  return {
    word,
    value: percent(now) ?? NONE_YET,
    lines: [
      `${now.count.toLocaleString("en")} of ${now.of.toLocaleString("en")} ${of}`,
      share === null ? `none in ${when}` : `${share} in ${when}`,
    ],
  };
}

const lookupWords = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "lookup" : "lookups"}`;
