import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { duration } from "@/components/usage/format-usage";
import { ARRIVAL_WORDS } from "@/components/usage/usage-words";
import type { UsageArrival } from "@/lib/usage/usage-report";

/** How long what comes later took to come. */
export function ArrivalsTable({ arrivals }: { arrivals: readonly UsageArrival[] }) {
  return (
    <section aria-labelledby="usage-arrivals" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-1">
        <h2 id="usage-arrivals" className="text-sm font-semibold">
          Arrival times
        </h2>
        <p className="text-xs text-muted-foreground">From the answer to the first delivery.</p>
      </div>
      <Table caption="Arrival times by kind">
        <TableHeader>
          <TableRow>
            <TableHead pinned>Kind</TableHead>
            <TableHead align="end">Arrived</TableHead>
            <TableHead align="end">Half within</TableHead>
            <TableHead align="end">90 % within</TableHead>
            <TableHead align="end">Half, days before</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {arrivals.map(({ kind, now, before }) => (
            <TableRow key={kind}>
              <TableCell pinned>{ARRIVAL_WORDS[kind]}</TableCell>
              <TableCell align="end">{now.arrivals.toLocaleString("en")}</TableCell>
              <Took seconds={now.medianS} />
              <Took seconds={now.p90S} />
              <Took seconds={before.medianS} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function Took({ seconds }: { seconds: number | null }) {
  return (
    <TableCell align="end">
      {seconds === null ? <span className="text-faint-foreground">—</span> : duration(seconds)}
    </TableCell>
  );
}
