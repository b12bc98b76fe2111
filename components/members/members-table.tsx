import { MemberMenuButton } from "@/components/members/member-menu-button";
import { MemberStateChip } from "@/components/members/member-state-chip";
import type { AskedOfMember } from "@/components/members/asked-of-member";
import { Initials } from "@/components/shared/initials";
import { RelativeTime } from "@/components/shared/relative-time";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MemberDto } from "@/lib/members/member-list";

type MembersTableProps = { members: readonly MemberDto[]; onAsk: (asked: AskedOfMember) => void };

export function MembersTable({ members, onAsk }: MembersTableProps) {
  return (
    <Table caption="Members of this workspace">
      <TableHeader>
        <TableRow>
          <TableHead pinned>Name</TableHead>
          <TableHead className="max-md:hidden">Email</TableHead>
          <TableHead>Role</TableHead>
          <TableHead className="max-sm:hidden">State</TableHead>
          <TableHead className="max-sm:hidden">Last seen</TableHead>
          <TableHead align="end" className="max-sm:hidden" title="Browsers that are signed in">
            Sessions
          </TableHead>
          <TableHead className="w-12">
            <span className="sr-only">Change</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {members.map((member) => (
          <MemberRow key={member.id} member={member} onAsk={onAsk} />
        ))}
      </TableBody>
    </Table>
  );
}

function MemberRow({ member, onAsk }: { member: MemberDto; onAsk: MembersTableProps["onAsk"] }) {
  const { name, email, role, isDisabled, isYou, lastSeenAt, sessions } = member;
  return (
    <TableRow className="h-12">
      <TableCell pinned className="max-sm:max-w-[11rem]">
        <span className="flex min-w-0 items-center gap-2.5">
          <Initials name={name} className="max-sm:hidden" />
          <span className="min-w-0">
            <span className="block truncate" title={name}>
              <span className={cn(isDisabled && "text-muted-foreground")}>{name}</span>
              {isYou && <span className="ml-1.5 text-xs font-normal text-muted-foreground">you</span>}
            </span>
            <span className="block truncate text-xs font-normal text-muted-foreground md:hidden" title={email}>
              {isDisabled && <span className="sm:hidden">Disabled · </span>}
              {email}
            </span>
          </span>
        </span>
      </TableCell>
      <TableCell className="text-muted-foreground max-md:hidden" title={email}>
        {email}
      </TableCell>
      <TableCell>{ROLE_LABELS[role]}</TableCell>
      <TableCell className="max-sm:hidden">
        <MemberStateChip isDisabled={isDisabled} />
      </TableCell>
      <TableCell className="text-muted-foreground max-sm:hidden">
        {lastSeenAt === null ? "Not lately" : <RelativeTime at={lastSeenAt} />}
      </TableCell>
      <TableCell align="end" className="max-sm:hidden">
        {sessions}
      </TableCell>
      <TableCell className="text-right">
        <MemberMenuButton member={member} onAsk={onAsk} />
      </TableCell>
    </TableRow>
  );
}
