import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { amount, percent } from "@/components/usage/format-usage";
import { INPUT_WORDS } from "@/components/usage/usage-words";
import type { UsageInput, UsagePart } from "@/lib/usage/usage-report";

/** What each way of asking brings, and at what price. */
export function InputsTable({ inputs }: { inputs: readonly UsageInput[] }) {
  return (
    <section aria-labelledby="usage-inputs" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-1">
        <h2 id="usage-inputs" className="text-sm font-semibold">
          What was asked with
        </h2>
        <p className="text-xs text-muted-foreground">By the strongest that was given.</p>
      </div>
      <Table caption="Rates and prices by kind of input">
        <TableHeader>
          <TableRow>
            <TableHead pinned>Input</TableHead>
            <TableHead align="end">Lookups</TableHead>
            <TableHead align="end">Match rate</TableHead>
            <TableHead align="end">Phone rate</TableHead>
            <TableHead align="end">Usable numbers</TableHead>
            <TableHead align="end">Credits for them</TableHead>
            <TableHead align="end">Per number</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {inputs.map(({ kind, lookups, matched, phones }) => (
            <TableRow key={kind}>
              <TableCell pinned>{INPUT_WORDS[kind]}</TableCell>
              <TableCell align="end">{lookups.toLocaleString("en")}</TableCell>
              <Rate part={matched} />
              <Rate part={phones.came} />
              <TableCell align="end">{phones.usable.toLocaleString("en")}</TableCell>
              <TableCell align="end">{amount(phones.credits)}</TableCell>
              <TableCell align="end">
                {phones.perNumber === null ? (
                  <Blank />
                ) : (
                  <span className="font-medium">{amount(phones.perNumber)}</span>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function Rate({ part }: { part: UsagePart }) {
  const share = percent(part);
  return (
    <TableCell align="end" title={`${String(part.count)} of ${String(part.of)}`}>
      {share ?? <Blank />}
    </TableCell>
  );
}

const Blank = () => <span className="text-faint-foreground">—</span>;
