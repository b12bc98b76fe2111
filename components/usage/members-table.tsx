import { IntentLink } from "@/components/shared/intent-link";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { amount } from "@/components/usage/format-usage";
import { NONE } from "@/lib/usage/usage";
import type { UsageMember, UsageReport } from "@/lib/usage/usage-report";

type MembersTableProps = { report: UsageReport; onMember: (id: string | null) => void };

/** What each member spent and saved; a name narrows the page to them, and once more to everybody. */
export function MembersTable({ report, onMember }: MembersTableProps) {
  return (
    <section aria-labelledby="usage-members" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-1">
        <h2 id="usage-members" className="text-sm font-semibold">
          Members
        </h2>
        <p className="text-xs text-muted-foreground">A name narrows this page to that member.</p>
      </div>
      <Table caption="Spending by member, most first" boxClassName="max-h-96">
        <TableHeader>
          <TableRow>
            <TableHead pinned>Member</TableHead>
            <TableHead align="end">Credits</TableHead>
            <TableHead align="end">Days before</TableHead>
            <TableHead align="end">Saved</TableHead>
            <TableHead align="end">Lookups</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {report.members.map((member) => (
            <MemberRow key={member.id} member={member} report={report} onMember={onMember} />
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function MemberRow({ member, report: { who, from, to }, onMember }: MembersTableProps & { member: UsageMember }) {
  const { id, name, credits, creditsBefore, saved, lookups } = member;
  const isChosen = who === id;
  return (
    <TableRow>
      <TableCell pinned>
        {id === NONE ? (
          name
        ) : (
          <button
            type="button"
            aria-pressed={isChosen}
            className={cn("max-w-56 truncate rounded-sm hover:underline max-sm:max-w-36", isChosen && "underline")}
            onClick={() => {
              onMember(isChosen ? null : id);
            }}
          >
            {name}
          </button>
        )}
      </TableCell>
      <TableCell align="end" className="font-medium">
        {amount(credits)}
      </TableCell>
      <TableCell align="end" className="text-muted-foreground">
        {amount(creditsBefore)}
      </TableCell>
      <TableCell align="end">{amount(saved)}</TableCell>
      <TableCell align="end">
        {lookups === 0 || id === NONE ? (
          lookups
        ) : (
          <IntentLink
            href={`/history?who=${id}&from=${from}&to=${to}`}
            aria-label={`${String(lookups)} lookups of ${name} in History`}
            className="underline decoration-input underline-offset-3 hover:decoration-foreground"
          >
            {lookups.toLocaleString("en")}
          </IntentLink>
        )}
      </TableCell>
    </TableRow>
  );
}
