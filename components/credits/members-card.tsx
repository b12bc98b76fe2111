import { Pencil, Split } from "lucide-react";
import { BudgetBar } from "@/components/credits/budget-bar";
import { formatAmount } from "@/lib/credits/credits";
import { formatDay } from "@/components/credits/format-day";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MemberBudget } from "@/lib/credits/budget-overview";

type MembersCardProps = {
  members: readonly MemberBudget[];
  endsAt: string;
  alertPercent: number;
  onEdit: (member: MemberBudget) => void;
  /** Null where there is nothing to split, or nobody to split it over. */
  onSplit: (() => void) | null;
};

/** Each member's own limit, beside which the workspace's holds all the same. */
export function MembersCard({ members, endsAt, alertPercent, onEdit, onSplit }: MembersCardProps) {
  return (
    <section aria-label="Members" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-1">
        <h2 className="text-sm font-semibold">Members</h2>
        <p className="text-xs text-muted-foreground">Both limits hold: a member’s own and the workspace’s.</p>
        {onSplit && (
          <Button size="sm" className="ml-auto" onClick={onSplit}>
            <Split aria-hidden /> Split equally
          </Button>
        )}
      </div>
      <Table caption={`Members’ budgets until ${formatDay(endsAt)}`} className="table-fixed">
        <TableHeader>
          <TableRow>
            <TableHead pinned className="max-sm:w-[45%]">
              Member
            </TableHead>
            <TableHead className="w-[28%] max-sm:hidden">Used</TableHead>
            <TableHead align="end" className="w-24 max-sm:w-auto">
              Spent
            </TableHead>
            <TableHead align="end" className="w-20 max-sm:hidden">
              Held
            </TableHead>
            <TableHead align="end" className="w-24 max-sm:hidden">
              Limit
            </TableHead>
            <TableHead className="w-16">
              <span className="sr-only">Change</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} alertPercent={alertPercent} onEdit={onEdit} />
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

type MemberRowProps = Pick<MembersCardProps, "alertPercent" | "onEdit"> & { member: MemberBudget };

function MemberRow({ member, alertPercent, onEdit }: MemberRowProps) {
  const { name, role, isActive, spent, held, creditLimit } = member;
  const limit = creditLimit === null ? null : formatAmount(creditLimit);
  return (
    <TableRow className="h-11">
      <TableCell pinned>
        <span className="block truncate">{name}</span>
        <span className="block text-xs font-normal text-muted-foreground">
          {role === null ? "Left" : `${ROLE_LABELS[role]}${isActive ? "" : ", disabled"}`}
        </span>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <BudgetBar standing={member} label={`The budget of ${name}`} alertPercent={alertPercent} />
      </TableCell>
      <TableCell align="end">
        {formatAmount(spent)}
        <span className="text-muted-foreground sm:hidden">{limit === null ? "" : ` / ${limit}`}</span>
      </TableCell>
      <TableCell align="end" className="max-sm:hidden">
        {formatAmount(held)}
      </TableCell>
      <TableCell align="end" className="max-sm:hidden">
        {limit ?? (
          <span className="font-sans tracking-normal text-muted-foreground [word-spacing:normal]">No limit</span>
        )}
      </TableCell>
      <TableCell align="end">
        {isActive && (
          <Button
            variant="ghost"
            size="icon-sm"
            title={`Change the limit of ${name}`}
            aria-label={`Change the limit of ${name}`}
            onClick={() => {
              onEdit(member);
            }}
          >
            <Pencil aria-hidden />
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
